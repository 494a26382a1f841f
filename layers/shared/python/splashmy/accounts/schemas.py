"""What is asked of accounts, and users and sessions as the API shows them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from splashmy.core.ids import StyleId
from splashmy.web import ABSENT, Id, ResponseModel, Sentence, UpdateModel
from splashmy.web.fields import VISIBLE_FIRST, Form, OneLine


class Export(ResponseModel):
    """`expires_in` in seconds, of the URL; the document is removed after a day."""

    download_url: str
    expires_in: int
    filename: str


Usd = Annotated[
    str, Form(r"^[0-9]{1,7}(\.[0-9]{1,6})?$", "malformed_amount"), Field(examples=["12.50"])
]


class UpdateUser(UpdateModel):
    """`max_daily_processes` null is the limit of the user's plan, 0 is none at all;
    `monthly_cost_limit_usd` null is none: what this user's jobs may cost in a UTC month.
    """

    is_premium: bool = ABSENT
    is_disabled: bool = ABSENT
    max_daily_processes: Annotated[int, Field(ge=0, le=100_000)] | None = ABSENT
    monthly_cost_limit_usd: Usd | None = ABSENT


class ProfileDetails(ResponseModel):
    bio: str
    preferred_styles: list[str]
    max_daily_processes: int
    notify_by_email: bool


class AvatarFailure(ResponseModel):
    code: str
    message: Sentence


class Profile(ResponseModel):
    """`avatar_failure` says why the latest upload did not become the avatar."""

    id: str
    email: str
    username: str
    first_name: str
    last_name: str
    avatar_url: str | None
    urls_expire_at: datetime | None
    avatar_failure: AvatarFailure | None
    is_premium: bool
    processing_count: int
    created_at: datetime
    profile: ProfileDetails


class UpdateProfileDetails(UpdateModel):
    """What is left out stays as it is."""

    bio: Annotated[str, Field(max_length=500)] = ABSENT
    preferred_styles: Annotated[list[Id[StyleId]], Field(max_length=50)] = ABSENT
    notify_by_email: bool = ABSENT


class UpdateProfile(UpdateModel):
    """What is left out stays as it is."""

    first_name: Annotated[OneLine, Field(max_length=150)] = ABSENT
    last_name: Annotated[OneLine, Field(max_length=150)] = ABSENT
    profile: UpdateProfileDetails = ABSENT


# What Cognito takes: ASCII, and no dot at either end of a part or beside another one.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])$"
Email = Annotated[str, Form(_EMAIL, "malformed_email", max_length=254), VISIBLE_FIRST]
Username = Annotated[str, Form(r"^[A-Za-z0-9][A-Za-z0-9._-]{2,29}$", "malformed_username")]


class Registration(ResponseModel):
    """Where emails are verified there is no session yet: its fields are null."""

    verification_required: bool
    access_token: str | None = None
    id_token: str | None = None
    refresh_token: str | None = None
    expires_in: int | None = None
    token_type: str | None = None
    user: Profile | None = None


class Session(ResponseModel):
    """`expires_in` is in seconds, of the access token."""

    access_token: str
    id_token: str
    refresh_token: str
    expires_in: int
    token_type: str
    user: Profile


class AdminUser(Profile):
    is_disabled: bool
    monthly_cost_limit_usd: str | None
