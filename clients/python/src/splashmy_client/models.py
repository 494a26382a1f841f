"""Generated from docs/openapi.json by `make docs`."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, SkipValidation
from typing_extensions import TypeAliasType


class Administrator(BaseModel):
    id: str
    username: str


class AlarmAnswer(BaseModel):
    """
    `description` names the runbook; `reason` is CloudWatch's own, given at `since`.
    """

    name: str
    description: str
    state: SkipValidation[Literal["ok", "alarm", "insufficient_data"]]
    reason: str
    since: AwareDatetime | None


class AlarmsAnswer(BaseModel):
    """
    By name; empty where the environment has none.
    """

    alarms: list[AlarmAnswer]


class AuditAnswer(BaseModel):
    """
    `action` is a method and a path of this API, `details` what was sent, as text.

    `http_status` is that of the answer; null of an act that broke off, or that is under way.
    """

    id: str
    administrator: Administrator
    action: str
    target_id: str | None
    reason: str | None
    details: dict[str, str]
    http_status: int | None
    created_at: AwareDatetime


class AvatarFailure(BaseModel):
    code: str
    message: str


class AvatarUpload(BaseModel):
    """
    Post `fields`, then the `file`, to `url` as multipart/form-data within `expires_in` s.
    """

    url: str
    fields: dict[str, str]
    expires_in: int


class Budget(BaseModel):
    """
    USD of this UTC month, with what is reserved for jobs under way; a limit of null is none.
    """

    limit_usd: str | None
    used_usd: str
    remaining_usd: str | None
    resets_at: AwareDatetime


class BudgetFigures(BaseModel):
    """
    In USD: `spent_usd` for calls that ended, `reserved_usd` for those to come and under way. A
    limit of null is none.
    """

    budget: SkipValidation[Literal["daily", "monthly"]]
    limit_usd: str | None
    spent_usd: str
    reserved_usd: str
    resets_at: AwareDatetime


class ByType(BaseModel):
    generation: int
    edit: int
    style_transfer: int


class CallFigures(BaseModel):
    """
    Calls that began within `seconds` from `begins_at`. `delivered` made the pictures of a job
    that completed; `undelivered` were billed, or may have been, for nobody. `success_rate` is
    from 0 to 1, null without a call that could have succeeded. Costs are in USD; where a cost is
    unknown, the most that it can be counts.
    """

    begins_at: AwareDatetime
    seconds: int
    calls: int
    delivered: int
    success_rate: float | None
    latency_p50_s: float | None
    latency_p95_s: float | None
    cost_usd: str
    undelivered: int
    undelivered_usd: str


class CategoryAnswer(BaseModel):
    id: str
    name: str
    slug: str
    description: str
    icon: str
    color: str
    sort_order: int
    styles_count: int


class CategoryBrief(BaseModel):
    id: str
    name: str
    slug: str
    color: str


class ConsoleLinks(BaseModel):
    """
    Where a job goes on in AWS's console: its execution, and the log of all that worked on it.
    """

    execution: str
    log: str


class Cost(BaseModel):
    input_tokens: int | None
    output_tokens: int | None
    usd: str | None


class CountedTagAnswer(BaseModel):
    name: str
    slug: str
    description: str
    image_count: int


class DailyAttempts(BaseModel):
    """
    Calls of the image service today, whatever became of them.
    """

    limit: int
    used: int
    remaining: int


class DeadLetterAnswer(BaseModel):
    """
    `event` as its function got it, JSON; `error` is what it last ended in.
    """

    id: str
    event: str
    error: str | None
    sent_at: AwareDatetime


class DeadLettersAnswer(BaseModel):
    queue: str
    messages: list[DeadLetterAnswer]


class Deleted(BaseModel):
    id: str


class DeletedAccount(BaseModel):
    id: str


class DeletedImage(BaseModel):
    id: str


class DeletedResult(BaseModel):
    id: str


class DeletedTag(BaseModel):
    slug: str


class DeletedTemplate(BaseModel):
    id: str


class DeletedWebhook(BaseModel):
    id: str


class Download(BaseModel):
    """
    `expires_in` seconds.
    """

    download_url: str
    expires_in: int
    filename: str


class Duration(BaseModel):
    """
    Seconds; half of the jobs of this kind took at most p50, nine in ten at most p90.
    """

    p50: float
    p90: float


class EndedSession(BaseModel):
    signed_out: bool


class Export(BaseModel):
    """
    `expires_in` in seconds, of the URL; the document is removed after a day.
    """

    download_url: str
    expires_in: int
    filename: str


class Favorite(BaseModel):
    is_favorite: bool


class FirstResult(BaseModel):
    id: str
    thumbnail_url: str


class ImageFailure(BaseModel):
    code: str
    message: str


class ImageStats(BaseModel):
    """
    `safe_images` are the ready ones; `processed_images` counts results made from images.
    """

    total_images: int
    safe_images: int
    rejected_images: int
    processed_images: int
    favorite_processed: int
    today_uploads: int
    storage_used_bytes: int
    daily_limit: int
    remaining: int
    resets_at: AwareDatetime
    is_premium: bool


class JobFailure(BaseModel):
    cause: SkipValidation[Literal["photo", "words", "output", "provider", "service", "cancelled"]]
    message: str
    charged: bool
    retryable: bool


class JobPrice(BaseModel):
    """
    Of all `images_count` pictures together, in USD.
    """

    price_ceiling: str
    images_count: int
    model: str


class JobStyle(BaseModel):
    id: str
    name: str


class LikesAnswer(BaseModel):
    liked: bool
    like_count: int


class ModelFigures(BaseModel):
    """
    `shutdown` is the day that OpenAI has announced as the model's last, if it has.
    """

    name: str
    shutdown: str | None


class MonitoredJob(BaseModel):
    """
    A job without what is its owner's: no prompt and no picture.
    """

    id: str
    owner_id: str
    owner: str
    job_type: SkipValidation[Literal["generation", "edit", "style_transfer"]]
    status: SkipValidation[
        Literal[
            "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
        ]
    ]
    style_id: str | None
    style_name: str | None
    model: str
    images_count: int
    results_count: int
    attempts: int
    price_ceiling: str
    cost: Cost | None
    failure: JobFailure | None
    correlation_id: str | None
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    completed_at: AwareDatetime | None


class NewWebhook(BaseModel):
    """
    `secret` is shown this once.
    """

    id: str
    url: str
    created_at: AwareDatetime
    secret: str


class NoAvatar(BaseModel):
    avatar_url: None


class OriginalImage(BaseModel):
    id: str
    url: str
    thumbnail_url: str | None


class OriginalPhoto(BaseModel):
    """
    The photo that a result was made from.
    """

    id: str
    url: str
    thumbnail_url: str | None


class ProfileDetails(BaseModel):
    bio: str
    preferred_styles: list[str]
    max_daily_processes: int
    notify_by_email: bool


class ProviderCall(BaseModel):
    """
    `cost_usd` is null where it is unknown, or the call goes on: then `ceiling_usd` counts.
    """

    number: int
    begun_at: AwareDatetime
    ended_at: AwareDatetime | None
    outcome: SkipValidation[Literal["made", "refused", "failed", "discarded", "lost"]] | None
    request_id: str | None
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: str | None
    ceiling_usd: str
    delivered: bool


class ProviderFigures(BaseModel):
    """
    Oldest first where there are many. `counted_since` is a day ago, or later if there were more
    than 10,000 calls: what came before is not counted.
    """

    counted_since: AwareDatetime
    last_hour: CallFigures
    last_day: CallFigures
    by_5_minutes: list[CallFigures]
    by_hour: list[CallFigures]


class Queue(BaseModel):
    """
    `position` among the waiting, from 1, and `estimated_wait_s`, about how many seconds are left
    of it; `duration` of recent jobs of its kind. Null if not known.
    """

    position: int | None
    estimated_wait_s: float | None
    duration: Duration | None


class QueueFigures(BaseModel):
    """
    Messages of the queue before the provider, about, one for each job: `waiting` may be taken
    now, `taken` are with a worker, or come again after a pause.
    """

    waiting: int
    taken: int


class QuotaAnswer(BaseModel):
    """
    Images: `used` and `by_type` today, `totals` ever. `month_cost_usd` is what the caller's
    finished jobs cost this month, `budget` what all calls for the caller did.
    """

    daily_limit: int
    used: int
    remaining: int
    resets_at: AwareDatetime
    by_type: ByType
    totals: ByType
    month_cost_usd: str
    is_premium: bool
    daily_attempts: DailyAttempts
    budget: Budget


class Rating(BaseModel):
    rating: int


class Redriven(BaseModel):
    """
    `left` is about.
    """

    redriven: int
    left: int


class Rejection(BaseModel):
    labels: list[str]
    appealable: bool


class ReportAnswer(BaseModel):
    reason: SkipValidation[Literal["nudity", "violence", "hate", "copyright", "privacy", "other"]]
    text: str
    created_at: AwareDatetime


class Reported(BaseModel):
    id: str
    reason: SkipValidation[Literal["nudity", "violence", "hate", "copyright", "privacy", "other"]]


class ResetCode(BaseModel):
    """
    `expires_in` is in seconds.
    """

    expires_in: int


class ResetPassword(BaseModel):
    email: str


class ResultStyle(BaseModel):
    id: str
    name: str


class ScheduleStarted(BaseModel):
    task: str


class StatsAnswer(BaseModel):
    """
    Of all jobs ever; times in seconds, `success_rate` of those that completed or failed.
    """

    total_jobs: int
    by_status: dict[
        SkipValidation[
            Literal[
                "pending",
                "moderating",
                "processing",
                "streaming",
                "completed",
                "failed",
                "cancelled",
            ]
        ],
        int,
    ]
    by_type: dict[SkipValidation[Literal["generation", "edit", "style_transfer"]], int]
    total_images: int
    total_processing_time: float
    average_processing_time: float | None
    total_cost_usd: str
    success_rate: float | None


class StyleAnswer(BaseModel):
    """
    `user_rating` and `is_user_favorite` are null to who is not signed in.
    """

    id: str
    name: str
    slug: str
    description: str
    category: CategoryBrief
    tags: list[str]
    thumbnail_url: str | None
    urls_expire_at: AwareDatetime | None
    is_premium: bool
    popularity_score: float
    average_rating: float
    total_ratings: int
    user_rating: int | None
    is_user_favorite: bool | None
    created_at: AwareDatetime


class StyleBrief(BaseModel):
    id: str
    name: str
    slug: str
    thumbnail_url: str | None
    urls_expire_at: AwareDatetime | None


class StyleRating(BaseModel):
    rating: int
    average_rating: float
    total_ratings: int


class TakenDown(BaseModel):
    """
    Told to its owner: by an administrator, or by reports until one has looked.
    """

    by: SkipValidation[Literal["administrator", "reports"]]
    reason: str
    at: AwareDatetime


class TaskRun(BaseModel):
    """
    The latest run of a scheduled task. `outcome` is succeeded or failed, null if it never ran;
    `result` is what the task said it did, as JSON.
    """

    task: str
    outcome: str | None
    result: str | None
    started_at: AwareDatetime | None
    seconds: float | None


class UploadForm(BaseModel):
    """
    Post `fields`, then the `file`, to `url` as multipart/form-data within `expires_in` s.
    """

    url: str
    fields: dict[str, str]
    expires_in: int


class VerificationCode(BaseModel):
    """
    `expires_in` is in seconds.
    """

    expires_in: int


class VerifiedEmail(BaseModel):
    email: str


class Visibility(BaseModel):
    is_public: bool


class WebhookAnswer(BaseModel):
    id: str
    url: str
    created_at: AwareDatetime


class WebhookOutcome(BaseModel):
    """
    `status_code` is null if nobody answered; `failure` is null if it was delivered.
    """

    delivered: bool
    status_code: int | None
    failure: str | None


class WrittenTranslation(BaseModel):
    name: str
    description: str


class WrittenTranslations(BaseModel):
    es: WrittenTranslation | None


class AdminUser(BaseModel):
    id: str
    email: str
    username: str
    first_name: str
    last_name: str
    avatar_url: str | None
    urls_expire_at: AwareDatetime | None
    avatar_failure: AvatarFailure | None
    is_premium: bool
    processing_count: int
    created_at: AwareDatetime
    profile: ProfileDetails
    is_disabled: bool
    monthly_cost_limit_usd: str | None


class ChosenParameters(BaseModel):
    """
    Null where nothing was chosen.
    """

    quality: SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]] | None
    background: SkipValidation[Literal["auto", "opaque", "transparent"]] | None
    output_format: SkipValidation[Literal["auto", "png", "jpeg", "webp"]] | None
    size: str | None


class DeliveryAnswer(BaseModel):
    """
    `status` is delivered, pending (an attempt is left) or failed (none is).

    `status_code` and `failure` are of the last attempt.
    """

    job_id: str
    job_status: SkipValidation[
        Literal[
            "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
        ]
    ]
    status: SkipValidation[Literal["pending", "delivered", "failed"]]
    attempts: int
    status_code: int | None
    failure: str | None
    attempted_at: AwareDatetime


class EventAnswer(BaseModel):
    """
    `url` is there for partial images.
    """

    seq: int
    type: SkipValidation[Literal["status", "partial_image", "completed", "error"]]
    created_at: AwareDatetime
    status: SkipValidation[
        Literal[
            "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
        ]
    ]
    partial_image_index: int | None
    url: str | None
    urls_expire_at: AwareDatetime | None
    message: str


class ExampleAnswer(BaseModel):
    """
    `is_preview`: made by the local preview, not by the image model.
    """

    id: str
    original_url: str | None
    styled_url: str
    urls_expire_at: AwareDatetime
    prompt: str
    parameters: ChosenParameters
    is_preview: bool
    sort_order: int


class JobParameters(BaseModel):
    """
    Null where nothing was asked, or is sent.
    """

    quality: SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]] | None
    background: SkipValidation[Literal["auto", "opaque", "transparent"]] | None
    output_format: SkipValidation[Literal["auto", "png", "jpeg", "webp"]] | None
    size: str | None
    n: int | None
    output_compression: int | None
    stream: bool | None
    partial_images: int | None


class ManagedCategory(BaseModel):
    id: str
    name: str
    slug: str
    description: str
    icon: str
    color: str
    sort_order: int
    styles_count: int
    is_active: bool
    is_shipped: bool
    translations: WrittenTranslations


class MonitorAnswer(BaseModel):
    """
    Of the jobs that have not ended, at most 1,000: `waiting` have not reached the provider,
    `in_flight` have; at most `most_in_flight` may. `oldest_waiting_s` is in seconds.
    `dead_letters` by queue, about.
    """

    by_status: dict[str, int]
    waiting: int
    in_flight: int
    most_in_flight: int
    oldest_waiting_s: int | None
    provider_queue: QueueFigures
    provider: ProviderFigures
    budgets: list[BudgetFigures]
    model: ModelFigures
    schedules: list[TaskRun]
    dead_letters: dict[str, int]


class MonitoredJobDetail(BaseModel):
    """
    `execution` is the job's name in the workflow; of events the latest 50, without pictures.
    `calls` of the provider with what each cost the deployment, and `calls_usd` in all. `links` is
    null on a local stack, which has no console.
    """

    id: str
    owner_id: str
    owner: str
    job_type: SkipValidation[Literal["generation", "edit", "style_transfer"]]
    status: SkipValidation[
        Literal[
            "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
        ]
    ]
    style_id: str | None
    style_name: str | None
    model: str
    images_count: int
    results_count: int
    attempts: int
    price_ceiling: str
    cost: Cost | None
    failure: JobFailure | None
    correlation_id: str | None
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    completed_at: AwareDatetime | None
    environment: str
    execution: str
    links: ConsoleLinks | None
    quota_state: str
    events: list[EventAnswer]
    calls: list[ProviderCall]
    calls_usd: str


class PreferenceAnswer(BaseModel):
    style: StyleBrief
    is_favorite: bool
    usage_count: int
    last_used: AwareDatetime | None
    preferred_quality: (
        SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]] | None
    )
    preferred_background: SkipValidation[Literal["auto", "opaque", "transparent"]] | None
    preferred_output_format: SkipValidation[Literal["auto", "png", "jpeg", "webp"]] | None
    preferred_size: str | None


class Profile(BaseModel):
    """
    `avatar_failure` says why the latest upload did not become the avatar.
    """

    id: str
    email: str
    username: str
    first_name: str
    last_name: str
    avatar_url: str | None
    urls_expire_at: AwareDatetime | None
    avatar_failure: AvatarFailure | None
    is_premium: bool
    processing_count: int
    created_at: AwareDatetime
    profile: ProfileDetails


class Registration(BaseModel):
    """
    Where emails are verified there is no session yet: its fields are null.
    """

    verification_required: bool
    access_token: str | None
    id_token: str | None
    refresh_token: str | None
    expires_in: int | None
    token_type: str | None
    user: Profile | None


class ResultAnswer(BaseModel):
    """
    `prompt`, `original` and `taken_down` are null for everyone but its owner.
    """

    id: str
    job_id: str
    job_type: SkipValidation[Literal["generation", "edit", "style_transfer"]]
    prompt: str | None
    original_image_id: str | None
    original: OriginalPhoto | None
    style: ResultStyle | None
    author: str
    format: str
    size: int
    quality: SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]]
    background: SkipValidation[Literal["auto", "opaque", "transparent"]]
    width: int
    height: int
    url: str
    thumbnail_url: str
    urls_expire_at: AwareDatetime
    is_public: bool
    is_favorite: bool
    user_rating: int | None
    like_count: int
    user_has_liked: bool
    download_count: int
    is_owner: bool
    taken_down: TakenDown | None
    created_at: AwareDatetime


class ReviewAnswer(BaseModel):
    """
    To administrators, an image or a result: the only place that shows a rejected picture.

    `kind` says why it waits, while it is `in_review`. `reports` are the latest 10 of
    `report_count`; `status` and `labels` are an image's.
    """

    id: str
    thing: SkipValidation[Literal["image", "result"]]
    kind: SkipValidation[Literal["rejected", "appealed", "reported"]]
    in_review: bool
    is_public: bool
    title: str
    description: str
    owner_id: str
    author: str
    status: (
        SkipValidation[Literal["awaiting_upload", "processing", "ready", "rejected", "failed"]]
        | None
    )
    labels: list[str]
    appeal: str | None
    reports: list[ReportAnswer]
    report_count: int
    taken_down: TakenDown | None
    url: str
    thumbnail_url: str
    urls_expire_at: AwareDatetime
    created_at: AwareDatetime


class Session(BaseModel):
    """
    `expires_in` is in seconds, of the access token.
    """

    access_token: str
    id_token: str
    refresh_token: str
    expires_in: int
    token_type: str
    user: Profile


class StyleVariable(BaseModel):
    """
    `choices` is empty where any words will do.
    """

    name: str
    type: SkipValidation[Literal["choice", "text"]]
    choices: list[str]
    default: str


class TagAnswer(BaseModel):
    """
    `confidence` in percent, of automatic tags only.
    """

    name: str
    source: SkipValidation[Literal["manual", "auto"]]
    confidence: float | None


class TemplateAnswer(BaseModel):
    id: str
    name: str
    description: str
    job_type: SkipValidation[Literal["generation", "edit", "style_transfer"]]
    prompt_template: str
    default_parameters: ChosenParameters
    category: str
    is_public: bool
    is_premium: bool
    usage_count: int
    created_at: AwareDatetime


class ImageAnswer(BaseModel):
    """
    To its owner. The URLs are there once the image is ready.
    """

    view: Literal["owner"]
    id: str
    title: str
    description: str
    original_filename: str
    content_type: str
    file_size: int
    width: int | None
    height: int | None
    format: str | None
    status: SkipValidation[Literal["awaiting_upload", "processing", "ready", "rejected", "failed"]]
    rejection: Rejection | None
    taken_down: TakenDown | None
    failure: ImageFailure | None
    is_public: bool
    tags: list[TagAnswer]
    alt_text: str | None
    processed_count: int
    url: str | None
    thumbnail_url: str | None
    urls_expire_at: AwareDatetime | None
    created_at: AwareDatetime
    updated_at: AwareDatetime


class JobAnswer(BaseModel):
    id: str
    job_type: SkipValidation[Literal["generation", "edit", "style_transfer"]]
    status: SkipValidation[
        Literal[
            "pending", "moderating", "processing", "streaming", "completed", "failed", "cancelled"
        ]
    ]
    prompt: str
    original_image: OriginalImage | None
    mask_image_id: str | None
    reference_images: list[OriginalImage]
    style: JobStyle | None
    template_id: str | None
    retry_of: str | None
    parameters: JobParameters
    effective_parameters: JobParameters
    model: str
    results_count: int
    first_result: FirstResult | None
    urls_expire_at: AwareDatetime | None
    is_public: bool
    price_ceiling: str
    cost: Cost | None
    failure: JobFailure | None
    queue: Queue | None
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    completed_at: AwareDatetime | None
    processing_time: float | None


class ManagedStyle(BaseModel):
    """
    What an administrator sees, in the words that are stored, in English.

    `is_shipped`: the shipped files still rule it.
    """

    id: str
    name: str
    slug: str
    description: str
    category: CategoryBrief
    tags: list[str]
    thumbnail_url: str | None
    urls_expire_at: AwareDatetime | None
    is_premium: bool
    popularity_score: float
    average_rating: float
    total_ratings: int
    user_rating: int | None
    is_user_favorite: bool | None
    created_at: AwareDatetime
    default_quality: SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]]
    default_background: SkipValidation[Literal["auto", "opaque", "transparent"]]
    default_output_format: SkipValidation[Literal["auto", "png", "jpeg", "webp"]]
    default_size: str
    supports_transparency: bool
    max_prompt_length: int
    variables: list[StyleVariable]
    examples: list[ExampleAnswer]
    prompt_template: str
    is_active: bool
    is_shipped: bool
    sort_order: int
    translations: WrittenTranslations


class PublicImageAnswer(BaseModel):
    """
    To anybody: no file name, no numbers, and of its owner the username only.
    """

    view: Literal["public"]
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
    urls_expire_at: AwareDatetime
    created_at: AwareDatetime


class StyleDetail(BaseModel):
    id: str
    name: str
    slug: str
    description: str
    category: CategoryBrief
    tags: list[str]
    thumbnail_url: str | None
    urls_expire_at: AwareDatetime | None
    is_premium: bool
    popularity_score: float
    average_rating: float
    total_ratings: int
    user_rating: int | None
    is_user_favorite: bool | None
    created_at: AwareDatetime
    default_quality: SkipValidation[Literal["auto", "low", "medium", "high", "xhigh", "max"]]
    default_background: SkipValidation[Literal["auto", "opaque", "transparent"]]
    default_output_format: SkipValidation[Literal["auto", "png", "jpeg", "webp"]]
    default_size: str
    supports_transparency: bool
    max_prompt_length: int
    variables: list[StyleVariable]
    examples: list[ExampleAnswer]


class Upload(BaseModel):
    image: ImageAnswer
    upload: UploadForm


AnyImage = TypeAliasType(
    "AnyImage", Annotated[ImageAnswer | PublicImageAnswer, Field(..., discriminator="view")]
)
