"""Generated from docs/openapi.json by `make docs`."""

from typing import Literal, NotRequired, TypedDict


class AppealImage(TypedDict):
    reason: NotRequired[str]


class ChangeExample(TypedDict):
    """
    What is left out stays as it is.
    """

    prompt: NotRequired[str]
    sort_order: NotRequired[int]


class ChangePassword(TypedDict):
    old_password: str
    new_password: str


class ConfirmPasswordReset(TypedDict):
    email: str
    code: str
    new_password: str


class CreateTag(TypedDict):
    name: str
    description: NotRequired[str]


class CreateWebhook(TypedDict):
    url: str


class EditImage(TypedDict):
    """
    Only the fields that are sent are changed. `tags` are then all that there are.
    """

    title: NotRequired[str]
    description: NotRequired[str]
    tags: NotRequired[list[str]]
    is_public: NotRequired[bool]
    alt_text: NotRequired[str | None]


class FavoriteStyle(TypedDict):
    is_favorite: NotRequired[bool | None]


class LikeResult(TypedDict):
    liked: bool


class LogIn(TypedDict):
    """
    `identifier` is the email or the username.

    `new_password` is needed once, by a user whom an operator made, in place of the temporary one.
    """

    identifier: str
    password: str
    new_password: NotRequired[str | None]


class LogOut(TypedDict):
    """
    `everywhere` ends every other session of the caller too.
    """

    refresh_token: NotRequired[str | None]
    everywhere: NotRequired[bool]


class MarkFavorite(TypedDict):
    is_favorite: bool


class NewExample(TypedDict):
    """
    An administrator's own result, made in this style, or own image that is ready: one of them.

    `original_image_id` is what it was made from; a result brings its own.
    """

    result_id: NotRequired[str | None]
    image_id: NotRequired[str | None]
    original_image_id: NotRequired[str | None]
    prompt: NotRequired[str | None]
    sort_order: NotRequired[int]


class RateResult(TypedDict):
    rating: int


class RateStyle(TypedDict):
    rating: int
    comment: NotRequired[str]


class RefreshSession(TypedDict):
    refresh_token: str


class RegisterUser(TypedDict):
    email: str
    username: str
    password: str
    password_confirm: str


class ReportContent(TypedDict):
    reason: Literal["nudity", "violence", "hate", "copyright", "privacy", "other"]
    text: NotRequired[str]


class RequestPasswordReset(TypedDict):
    email: str


class ResendVerification(TypedDict):
    email: str


class RunSchedule(TypedDict):
    """
    `reason` is kept in the audit.
    """

    reason: str


class SetVisibility(TypedDict):
    is_public: bool


class TakeDown(TypedDict):
    """
    `reason` is told to the owner.
    """

    reason: str


class Translation(TypedDict):
    """
    In another language; where it is empty, the original stands.
    """

    name: NotRequired[str]
    description: NotRequired[str]


class Translations(TypedDict):
    """
    By language.
    """

    es: NotRequired[Translation | None]


class UpdateProfileDetails(TypedDict):
    """
    What is left out stays as it is.
    """

    bio: NotRequired[str]
    preferred_styles: NotRequired[list[str]]
    notify_by_email: NotRequired[bool]


class UpdateUser(TypedDict):
    """
    `max_daily_processes` null is the limit of the user's plan, 0 is none at all;
    `monthly_cost_limit_usd` null is none: what this user's jobs may cost in a UTC month.
    """

    is_premium: NotRequired[bool]
    is_disabled: NotRequired[bool]
    max_daily_processes: NotRequired[int | None]
    monthly_cost_limit_usd: NotRequired[str | None]


class VerifyEmail(TypedDict):
    email: str
    code: str


class ChangeCategory(TypedDict):
    """
    What is left out stays as it is.
    """

    name: NotRequired[str]
    slug: NotRequired[str]
    description: NotRequired[str]
    icon: NotRequired[str]
    color: NotRequired[str]
    sort_order: NotRequired[int]
    is_active: NotRequired[bool]
    translations: NotRequired[Translations]


class CreateAvatarUpload(TypedDict):
    content_type: Literal[
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
    ]


class CreateJob(TypedDict):
    """
    A job. `auto` or absent is the template's default, then the style's, then the service's.
    """

    n: NotRequired[int]
    quality: NotRequired[Literal["auto", "low", "medium", "high", "xhigh", "max"] | None]
    background: NotRequired[Literal["auto", "opaque", "transparent"] | None]
    output_format: NotRequired[Literal["auto", "png", "jpeg", "webp"] | None]
    size: NotRequired[str | None]
    output_compression: NotRequired[int | None]
    stream: NotRequired[bool]
    partial_images: NotRequired[int | None]
    job_type: Literal["generation", "edit", "style_transfer"]
    prompt: NotRequired[str]
    original_image_id: NotRequired[str | None]
    style_id: NotRequired[str | None]
    mask_image_id: NotRequired[str | None]
    reference_image_ids: NotRequired[list[str]]
    template_id: NotRequired[str | None]
    variables: NotRequired[dict[str, str]]
    is_public: NotRequired[bool]


class CreateUpload(TypedDict):
    filename: str
    content_type: Literal[
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
    ]
    size: int
    title: NotRequired[str]
    description: NotRequired[str]
    tags: NotRequired[list[str]]
    is_public: NotRequired[bool]


class DefaultParameters(TypedDict):
    quality: NotRequired[Literal["auto", "low", "medium", "high", "xhigh", "max"] | None]
    background: NotRequired[Literal["auto", "opaque", "transparent"] | None]
    output_format: NotRequired[Literal["auto", "png", "jpeg", "webp"] | None]
    size: NotRequired[str | None]


class NewCategory(TypedDict):
    name: str
    slug: str
    description: NotRequired[str]
    icon: NotRequired[str]
    color: NotRequired[str]
    sort_order: NotRequired[int]
    is_active: NotRequired[bool]
    translations: NotRequired[Translations]


class SavePreference(TypedDict):
    """
    What is left out stays as it is; null forgets a preferred value.
    """

    style_id: str
    is_favorite: NotRequired[bool]
    preferred_quality: NotRequired[Literal["auto", "low", "medium", "high", "xhigh", "max"] | None]
    preferred_background: NotRequired[Literal["auto", "opaque", "transparent"] | None]
    preferred_output_format: NotRequired[Literal["auto", "png", "jpeg", "webp"] | None]
    preferred_size: NotRequired[Literal["auto", "1024x1024", "1536x1024", "1024x1536"] | None]


class UpdateProfile(TypedDict):
    """
    What is left out stays as it is.
    """

    first_name: NotRequired[str]
    last_name: NotRequired[str]
    profile: NotRequired[UpdateProfileDetails]


class UpdateTemplate(TypedDict):
    """
    What is left out stays; `default_parameters` replaces all that there were.
    """

    name: NotRequired[str]
    description: NotRequired[str]
    job_type: NotRequired[Literal["generation", "edit", "style_transfer"]]
    prompt_template: NotRequired[str]
    default_parameters: NotRequired[DefaultParameters]
    category: NotRequired[str]
    is_public: NotRequired[bool]
    is_premium: NotRequired[bool]


class Variable(TypedDict):
    """
    `text` takes up to 200 characters, `choice` one of its choices.
    """

    name: str
    type: Literal["choice", "text"]
    choices: NotRequired[list[str]]
    default: NotRequired[str]


class ChangeStyle(TypedDict):
    """
    What is left out stays as it is.
    """

    category_id: NotRequired[str]
    name: NotRequired[str]
    slug: NotRequired[str]
    description: NotRequired[str]
    prompt_template: NotRequired[str]
    variables: NotRequired[list[Variable]]
    default_quality: NotRequired[Literal["auto", "low", "medium", "high", "xhigh", "max"]]
    default_background: NotRequired[Literal["auto", "opaque", "transparent"]]
    default_output_format: NotRequired[Literal["auto", "png", "jpeg", "webp"]]
    default_size: NotRequired[Literal["auto", "1024x1024", "1536x1024", "1024x1536"]]
    supports_transparency: NotRequired[bool]
    max_prompt_length: NotRequired[int]
    is_premium: NotRequired[bool]
    is_active: NotRequired[bool]
    sort_order: NotRequired[int]
    tags: NotRequired[list[str]]
    translations: NotRequired[Translations]


class CreateTemplate(TypedDict):
    """
    `prompt_template` contains `{original_prompt}`, where the prompt of a job goes.
    """

    name: str
    description: NotRequired[str]
    job_type: Literal["generation", "edit", "style_transfer"]
    prompt_template: str
    default_parameters: NotRequired[DefaultParameters]
    category: NotRequired[str]
    is_public: NotRequired[bool]
    is_premium: NotRequired[bool]


class NewStyle(TypedDict):
    category_id: str
    name: str
    slug: str
    description: NotRequired[str]
    prompt_template: str
    variables: NotRequired[list[Variable]]
    default_quality: NotRequired[Literal["auto", "low", "medium", "high", "xhigh", "max"]]
    default_background: NotRequired[Literal["auto", "opaque", "transparent"]]
    default_output_format: NotRequired[Literal["auto", "png", "jpeg", "webp"]]
    default_size: NotRequired[Literal["auto", "1024x1024", "1536x1024", "1024x1536"]]
    supports_transparency: NotRequired[bool]
    max_prompt_length: NotRequired[int]
    is_premium: NotRequired[bool]
    is_active: NotRequired[bool]
    sort_order: NotRequired[int]
    tags: NotRequired[list[str]]
    translations: NotRequired[Translations]
