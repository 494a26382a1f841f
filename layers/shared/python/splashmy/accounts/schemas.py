"""What is asked of accounts, and users and sessions as the API shows them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from splashmy.core.ids import StyleId
from splashmy.web import ABSENT, Id, ResponseModel, UpdateModel


class Export(ResponseModel):
    """`expires_in` in seconds, of the URL; the document is removed after a day."""

    download_url: str
    expires_in: int
    filename: str


class UpdateUser(UpdateModel):
    """`max_daily_processes` null is the limit of the user's plan, 0 is none at all."""

    is_premium: bool = ABSENT
    is_disabled: bool = ABSENT
    max_daily_processes: Annotated[int, Field(ge=0, le=100_000)] | None = ABSENT


class ProfileDetails(ResponseModel):
    bio: str
    preferred_styles: list[str]
    max_daily_processes: int
    notify_by_email: bool


class AvatarFailure(ResponseModel):
    code: str
    message: str


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

    first_name: Annotated[str, Field(max_length=150)] = ABSENT
    last_name: Annotated[str, Field(max_length=150)] = ABSENT
    profile: UpdateProfileDetails = ABSENT


Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]
Username = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,29}$")]


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
