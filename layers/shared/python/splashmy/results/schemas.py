"""What is asked of a result and answered, from its own side and from its image's."""

from datetime import datetime
from typing import cast

from pydantic import Field

from splashmy.core import i18n, media
from splashmy.core.ids import ImageId, JobId
from splashmy.core.reports import Reason, Source
from splashmy.provider.parameters import Background, JobType, Quality
from splashmy.results.records import Result
from splashmy.results.visibility import Seen
from splashmy.web import RequestModel, ResponseModel


class ResultStyle(ResponseModel):
    id: str
    name: str


class OriginalPhoto(ResponseModel):
    """The photo that a result was made from."""

    id: ImageId
    url: str
    thumbnail_url: str | None


class TakenDown(ResponseModel):
    """Told to its owner: by an administrator, or by reports until one has looked."""

    by: Source
    reason: str
    at: datetime


class ReportContent(RequestModel):
    reason: Reason
    text: str = Field(default="", max_length=500)


class TakeDown(RequestModel):
    """`reason` is told to the owner."""

    reason: str = Field(min_length=1, max_length=500)


class Reported(ResponseModel):
    id: str
    reason: Reason


class ResultAnswer(ResponseModel):
    """`prompt`, `original` and `taken_down` are null for everyone but its owner."""

    id: str
    job_id: JobId
    job_type: JobType
    prompt: str | None
    original_image_id: ImageId | None
    original: OriginalPhoto | None
    style: ResultStyle | None
    author: str
    format: str
    size: int
    quality: Quality
    background: Background
    width: int
    height: int
    url: str
    thumbnail_url: str
    urls_expire_at: datetime
    is_public: bool
    is_favorite: bool
    user_rating: int | None
    like_count: int
    user_has_liked: bool
    download_count: int
    is_owner: bool
    taken_down: TakenDown | None
    created_at: datetime


def _style(result: Result) -> ResultStyle | None:
    if not result.style_id:
        return None
    name = i18n.choose(result.style_names, result.style_name or "")
    return ResultStyle(id=result.style_id, name=name)


def answer(seen: Seen) -> ResultAnswer:
    result, mine = seen.result, seen.is_owner
    return ResultAnswer(
        id=result.id,
        job_id=result.job_id,
        job_type=cast("JobType", result.job_type),
        prompt=result.prompt if mine else None,
        original_image_id=result.original_image_id,
        original=_original(result) if mine else None,
        style=_style(result),
        author=result.owner_username,
        format=result.format,
        size=int(result.size),
        quality=cast("Quality", result.quality),
        background=cast("Background", result.background),
        width=int(result.width),
        height=int(result.height),
        url=media.url(result.display_key),
        thumbnail_url=media.url(result.thumbnail_key),
        urls_expire_at=media.urls_expire_at(),
        is_public=result.is_public,
        is_favorite=result.is_favorite if mine else False,
        user_rating=int(result.user_rating) if mine and result.user_rating else None,
        like_count=int(result.like_count),
        user_has_liked=seen.has_liked,
        download_count=int(result.download_count),
        is_owner=mine,
        taken_down=TakenDown(**result.taken_down) if mine and result.taken_down else None,
        created_at=result.created_at,
    )


def _original(result: Result) -> OriginalPhoto | None:
    if not result.original_image_id or not result.original_image_key:
        return None
    thumbnail = result.original_thumbnail_key
    return OriginalPhoto(
        id=result.original_image_id,
        url=media.url(result.original_image_key),
        thumbnail_url=media.url(thumbnail) if thumbnail else None,
    )


def own_answer(result: Result) -> ResultAnswer:
    return answer(Seen(result, is_owner=True, has_liked=result.owner_likes))


class MarkFavorite(RequestModel):
    is_favorite: bool


class Favorite(ResponseModel):
    is_favorite: bool


class RateResult(RequestModel):
    rating: int = Field(ge=1, le=5)


class Rating(ResponseModel):
    rating: int


class DeletedResult(ResponseModel):
    id: str


class Download(ResponseModel):
    """`expires_in` seconds."""

    download_url: str
    expires_in: int
    filename: str
