"""POST /auth/avatar"""

from http import HTTPStatus

from splashmy.accounts import avatars, rate_limits
from splashmy.core.errors import TooManyRequests
from splashmy.core.resources import QUARANTINE, USER_POOL, USERS
from splashmy.images.schemas import PictureType
from splashmy.web import Caller, NewId, RequestModel, ResponseModel, SourceAddress, endpoint


class CreateAvatarUpload(RequestModel):
    content_type: PictureType


class AvatarUpload(ResponseModel):
    """Post `fields`, then the `file`, to `url` as multipart/form-data within `expires_in` s."""

    url: str
    fields: dict[str, str]
    expires_in: int


@endpoint(
    "POST",
    "/auth/avatar",
    status=HTTPStatus.CREATED,
    message="Upload created. Please post the file to url; once checked, it is your avatar.",
    grants=[USERS.put, USERS.update, QUARANTINE.put, USER_POOL.allow("AdminGetUser")],
    errors=[TooManyRequests],
)
def handler(
    body: CreateAvatarUpload, caller: Caller, address: SourceAddress, new_id: NewId
) -> AvatarUpload:
    """Get the form to upload an avatar with; a picture that may not be shown changes nothing."""
    rate_limits.spend("avatar", address=address, name=caller.id)
    return AvatarUpload.model_validate(avatars.form(caller, body.content_type, new_id))
