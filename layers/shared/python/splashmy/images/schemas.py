"""How an image is shown, and what its owner may change of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import TypeAliasType

from splashmy.core import media
from splashmy.core.details import invalid
from splashmy.core.ids import UserId
from splashmy.core.reports import Reason
from splashmy.images import tags
from splashmy.images.lists import ReviewKind, review_kind
from splashmy.images.records import Image
from splashmy.results.records import Result
from splashmy.results.schemas import TakenDown
from splashmy.web import ABSENT, ResponseModel, Sentence, UpdateModel
from splashmy.web.fields import OneLine

ImageStatus = TypeAliasType(
    "ImageStatus", Literal["awaiting_upload", "processing", "ready", "rejected", "failed"]
)
TagSource = TypeAliasType("TagSource", Literal["manual", "auto"])
# As browsers and phones call what is taken; what a file really is, its bytes tell.
PictureType = TypeAliasType(
    "PictureType",
    Literal[
        "image/jpeg",
        "image/jpg",
        "image/pjpeg",
        "image/png",
        "image/gif",
        "image/webp",
        "image/heic",
        "image/heif",
        "image/avif",
        "application/octet-stream",
    ],
)


class TagAnswer(ResponseModel):
    """`confidence` in percent, of automatic tags only."""

    name: str
    source: TagSource
    confidence: float | None


class Rejection(ResponseModel):
    labels: list[str]
    appealable: bool


class ImageFailure(ResponseModel):
    code: str
    message: Sentence


class ImageAnswer(ResponseModel):
    """To its owner. The URLs are there once the image is ready."""

    view: Literal["owner"] = "owner"
    id: str
    title: str
    description: str
    original_filename: str
    content_type: str
    file_size: int
    width: int | None
    height: int | None
    format: str | None
    status: ImageStatus
    rejection: Rejection | None
    taken_down: TakenDown | None
    failure: ImageFailure | None
    is_public: bool
    tags: list[TagAnswer]
    alt_text: str | None
    processed_count: int
    url: str | None = None
    thumbnail_url: str | None = None
    urls_expire_at: datetime | None = None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, image: Image) -> "ImageAnswer":
        answer = cls.model_validate(image)
        if image.status == "ready" and image.media_key and image.thumbnail_key:
            answer.url = media.url(image.media_key)
            answer.thumbnail_url = media.url(image.thumbnail_key)
            answer.urls_expire_at = media.urls_expire_at()
        return answer


class PublicImageAnswer(ResponseModel):
    """To anybody: no file name, no numbers, and of its owner the username only."""

    view: Literal["public"] = "public"
    id: str
    title: str
    description: str
    author: str
    width: int
    height: int
    format: str
    tags: list[TagAnswer]
    alt_text: str | None
    url: str
    thumbnail_url: str
    urls_expire_at: datetime
    created_at: datetime

    @classmethod
    def of(cls, image: Image) -> "PublicImageAnswer":
        return cls.model_validate(
            image.attribute_values
            | {
                "author": image.owner_username,
                "alt_text": image.alt_text,
                "url": media.url(str(image.media_key)),
                "thumbnail_url": media.url(str(image.thumbnail_key)),
                "urls_expire_at": media.urls_expire_at(),
            }
        )


class ReportAnswer(ResponseModel):
    reason: Reason
    text: str
    created_at: datetime


AnyImage = TypeAliasType(
    "AnyImage", Annotated[ImageAnswer | PublicImageAnswer, Field(discriminator="view")]
)


class ReviewAnswer(ResponseModel):
    """To administrators, an image or a result: the only place that shows a rejected picture.

    `kind` says why it waits, while it is `in_review`. `reports` are the latest 10 of
    `report_count`; `status` and `labels` are an image's.
    """

    id: str
    thing: Literal["image", "result"]
    kind: ReviewKind
    in_review: bool
    is_public: bool
    title: str
    description: str
    owner_id: UserId
    author: str
    status: ImageStatus | None
    labels: list[str]
    appeal: str | None
    reports: list[ReportAnswer]
    report_count: int
    taken_down: TakenDown | None
    url: str
    thumbnail_url: str
    urls_expire_at: datetime
    created_at: datetime

    @classmethod
    def of(cls, image: Image) -> "ReviewAnswer":
        rejection = image.rejection or {"labels": []}
        return cls.model_validate(
            image.attribute_values
            | {
                "thing": "image",
                "kind": review_kind(image),
                "author": image.owner_username,
                "labels": rejection["labels"],
                "appeal": rejection.get("appeal"),
                "taken_down": image.taken_down,
                "url": media.url(str(image.media_key)),
                "thumbnail_url": media.url(str(image.thumbnail_key)),
                "urls_expire_at": media.urls_expire_at(),
            }
        )

    @classmethod
    def of_result(cls, result: Result) -> "ReviewAnswer":
        """Without its prompt, which is its owner's."""
        return cls.model_validate(
            result.attribute_values
            | {
                "thing": "result",
                "kind": "reported",
                "title": "",
                "description": "",
                "author": result.owner_username,
                "status": None,
                "labels": [],
                "appeal": None,
                "taken_down": result.taken_down,
                "url": media.url(result.display_key),
                "thumbnail_url": media.url(result.thumbnail_key),
                "urls_expire_at": media.urls_expire_at(),
            }
        )


class CountedTagAnswer(ResponseModel):
    name: str
    slug: str
    description: str
    image_count: int


def _has_letters(name: str) -> str:
    if not tags.slug(name):
        raise invalid("tag_without_letters")
    return name


TagName = Annotated[
    OneLine, StringConstraints(min_length=1, max_length=50), AfterValidator(_has_letters)
]
TagNames = Annotated[list[TagName], Field(max_length=2 * tags.MOST_TAGS)]
Title = Annotated[OneLine, Field(max_length=255)]
Description = Annotated[str, Field(max_length=1000)]
AltText = Annotated[str, Field(max_length=1000), AfterValidator(lambda text: text or None)]


class EditImage(UpdateModel):
    """Only the fields that are sent are changed. `tags` are then all that there are."""

    title: Title = ABSENT
    description: Description = ABSENT
    tags: TagNames = ABSENT
    is_public: bool = ABSENT
    alt_text: AltText | None = ABSENT


class ImageStats(ResponseModel):
    """`safe_images` are the ready ones; `processed_images` counts results made from images."""

    total_images: int
    safe_images: int
    rejected_images: int
    processed_images: int
    favorite_processed: int
    today_uploads: int
    storage_used_bytes: int
    daily_limit: int
    remaining: int
    resets_at: datetime
    is_premium: bool
