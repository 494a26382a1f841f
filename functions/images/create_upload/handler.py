"""POST /images/upload"""

from http import HTTPStatus
from pathlib import PurePath

from pydantic import Field, field_validator

from splashmy.core.details import invalid
from splashmy.core.resources import IMAGES, QUARANTINE
from splashmy.core.settings import settings
from splashmy.images import uploads
from splashmy.images.schemas import Description, ImageAnswer, PictureType, TagName, Title
from splashmy.images.tags import MOST_TAGS
from splashmy.images.uploads import DailyUploadLimitReached, UploadDeleted
from splashmy.imaging import kinds
from splashmy.web import Caller, NewId, RequestModel, ResponseModel, endpoint
from splashmy.web.fields import OneLine


class CreateUpload(RequestModel):
    filename: OneLine = Field(min_length=1, max_length=255)
    content_type: PictureType
    size: int = Field(ge=1)
    title: Title = ""
    description: Description = ""
    tags: list[TagName] = Field(default_factory=list, max_length=MOST_TAGS)
    is_public: bool = False

    @field_validator("filename")
    @classmethod
    def _has_an_allowed_extension_or_none(cls, filename: str) -> str:
        extension = PurePath(filename).suffix.lower().removeprefix(".")
        allowed = settings().allowed_image_extensions.split(",")
        if known := kinds.foreign_by_extension(extension):
            raise invalid("file_not_taken", refusal=known.refusal)
        if extension and extension not in allowed:
            raise invalid("file_extension", choices=", ".join(allowed))
        return filename

    @field_validator("size")
    @classmethod
    def _is_small_enough(cls, size: int) -> int:
        if size > settings().max_upload_size:
            raise invalid("too_large", max=settings().max_upload_size)
        return size


class UploadForm(ResponseModel):
    """Post `fields`, then the `file`, to `url` as multipart/form-data within `expires_in` s."""

    url: str
    fields: dict[str, str]
    expires_in: int


class Upload(ResponseModel):
    image: ImageAnswer
    upload: UploadForm


@endpoint(
    "POST",
    "/images/upload",
    status=HTTPStatus.CREATED,
    message="Upload created. Please post the file to upload.url.",
    grants=[IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete, QUARANTINE.put],
    errors=[DailyUploadLimitReached, UploadDeleted],
    location="/images/{image[id]}",
)
def handler(body: CreateUpload, caller: Caller, new_id: NewId) -> Upload:
    """Announce an image, and get the form to upload it with."""
    image = uploads.reserve(
        caller,
        new_id,
        filename=body.filename,
        content_type=body.content_type,
        size=body.size,
        title=body.title,
        description=body.description,
        tag_names=body.tags,
        is_public=body.is_public,
    )
    form = UploadForm.model_validate(uploads.form(image))
    return Upload(image=ImageAnswer.of(image), upload=form)
