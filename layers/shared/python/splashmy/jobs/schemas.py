"""What a caller asks of a job, and a job as the API shows it."""

from datetime import datetime

from pydantic import Field, StrictBool

from splashmy.core import i18n, media
from splashmy.core.failures import Cause
from splashmy.core.ids import ImageId, ResultId, StyleId, TemplateId
from splashmy.jobs.estimates import Estimate, Range
from splashmy.jobs.records import Job, JobStatus
from splashmy.provider.parameters import JobParameters, JobType, Parameters
from splashmy.results.records import Result
from splashmy.web import ResponseModel, Sentence
from splashmy.web.envelope import Id

MOST_REFERENCES = 15  # with the photo, as many as the provider takes
ASK_AGAIN = 2  # seconds, while a job is under way


class CreateJob(Parameters):
    """A job. `auto` or absent is the template's default, then the style's, then the service's."""

    job_type: JobType
    prompt: str = Field(default="", max_length=4000)
    original_image_id: Id[ImageId] | None = None
    style_id: Id[StyleId] | None = None
    mask_image_id: Id[ImageId] | None = Field(
        default=None,
        description="White or transparent where to paint; any size of the photo's proportions.",
    )
    reference_image_ids: list[Id[ImageId]] = Field(
        default_factory=list,
        max_length=MOST_REFERENCES,
        description="Ready images beside the photo, sent in this order; each adds to the price.",
    )
    template_id: Id[TemplateId] | None = None
    variables: dict[str, str] = Field(default_factory=dict, max_length=20)
    is_public: StrictBool = False


class JobPrice(ResponseModel):
    """Of all `images_count` pictures together, in USD."""

    price_ceiling: str
    images_count: int
    model: str


class OriginalImage(ResponseModel):
    id: str
    url: str
    thumbnail_url: str | None


class FirstResult(ResponseModel):
    id: ResultId
    thumbnail_url: str


class JobStyle(ResponseModel):
    id: str
    name: str


class Cost(ResponseModel):
    input_tokens: int | None
    output_tokens: int | None
    usd: str | None


class JobFailure(ResponseModel):
    cause: Cause
    message: Sentence
    charged: bool
    retryable: bool


class Duration(ResponseModel):
    """Seconds; half of the jobs of this kind took at most p50, nine in ten at most p90."""

    p50: float
    p90: float


class Queue(ResponseModel):
    """`position` among the waiting, from 1, and `estimated_wait_s`, about how many seconds are left
    of it; `duration` of recent jobs of its kind. Null if not known.
    """

    position: int | None
    estimated_wait_s: float | None
    duration: Duration | None


class JobAnswer(ResponseModel):
    id: str
    job_type: JobType
    status: JobStatus
    prompt: str
    original_image: OriginalImage | None
    mask_image_id: ImageId | None
    reference_images: list[OriginalImage]
    style: JobStyle | None
    template_id: TemplateId | None
    retry_of: str | None
    parameters: JobParameters
    effective_parameters: JobParameters
    model: str
    results_count: int
    first_result: FirstResult | None
    urls_expire_at: datetime | None
    is_public: bool
    price_ceiling: str
    cost: Cost | None
    failure: JobFailure | None
    queue: Queue | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    processing_time: float | None


def answer(
    job: Job, estimate: Estimate | None = None, *, first_result: Result | None = None
) -> JobAnswer:
    original = _original(job)
    return JobAnswer(
        **{name: getattr(job, name) for name in AS_STORED},
        original_image=original,
        reference_images=[
            _shown(one["id"], one["key"], one["thumbnail_key"]) for one in job.reference_images
        ],
        style=_style(job),
        results_count=int(job.results_count),
        first_result=_first(first_result) if first_result else None,
        urls_expire_at=media.urls_expire_at() if original or first_result else None,
        cost=Cost(**job.cost) if job.cost else None,
        failure=JobFailure(**job.failure) if job.failure else None,
        queue=_queue(estimate) if estimate else None,
        processing_time=_seconds_between(job.started_at, job.completed_at),
    )


def _style(job: Job) -> JobStyle | None:
    if not job.style_id:
        return None
    return JobStyle(id=job.style_id, name=i18n.choose(job.style_names, job.style_name or ""))


AS_STORED = (
    "id",
    "job_type",
    "status",
    "prompt",
    "mask_image_id",
    "template_id",
    "retry_of",
    "parameters",
    "effective_parameters",
    "model",
    "is_public",
    "price_ceiling",
    "created_at",
    "started_at",
    "completed_at",
)


def _original(job: Job) -> OriginalImage | None:
    if not job.original_image_id or not job.original_image_key:
        return None
    return _shown(job.original_image_id, job.original_image_key, job.original_thumbnail_key)


def _shown(id: str, key: str, thumbnail_key: str | None) -> OriginalImage:
    thumbnail = media.url(thumbnail_key) if thumbnail_key else None
    return OriginalImage(id=id, url=media.url(key), thumbnail_url=thumbnail)


def _first(result: Result) -> FirstResult:
    return FirstResult(id=result.id, thumbnail_url=media.url(result.thumbnail_key))


def _queue(estimate: Estimate) -> Queue:
    taken = estimate.duration
    duration = Duration(p50=taken.p50, p90=taken.p90) if isinstance(taken, Range) else None
    return Queue(position=estimate.position, estimated_wait_s=estimate.wait, duration=duration)


def _seconds_between(started: datetime | None, completed: datetime | None) -> float | None:
    return round((completed - started).total_seconds(), 3) if started and completed else None
