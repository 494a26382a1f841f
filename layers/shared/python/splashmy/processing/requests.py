"""What a caller may ask of a job, and what of it is sent to the provider."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, field_validator

from splashmy.errors import InvalidRequest
from splashmy.processing import models
from splashmy.processing.models import ImageModel
from splashmy.styles import prompts
from splashmy.styles.records import Style
from splashmy.web.envelope import Id, RequestModel

JobType = Literal["generation", "edit", "style_transfer"]
AUTO = (None, "auto")
PARAMETERS = (
    "n",
    "quality",
    "background",
    "output_format",
    "size",
    "output_compression",
    "stream",
    "partial_images",
)
DEFAULTS = {"quality": "medium", "background": "auto", "output_format": "png", "size": "auto"}

# What each type takes besides its prompt, and must have.
TAKES: dict[str, tuple[str, ...]] = {
    "generation": (),
    "edit": ("original_image_id", "mask_image_id"),
    "style_transfer": ("original_image_id", "style_id"),
}
NEEDS: dict[str, tuple[str, ...]] = {
    "generation": (),
    "edit": ("original_image_id",),
    "style_transfer": ("original_image_id", "style_id"),
}


Quality = Literal["auto", "low", "medium", "high", "xhigh", "max"]
Background = Literal["auto", "opaque", "transparent"]
OutputFormat = Literal["auto", "png", "jpeg", "webp"]
Size = Annotated[str, Field(pattern=r"^(auto|\d{1,5}x\d{1,5})$")]


class CreateJob(RequestModel):
    """A job. `auto` or absent is the template's default, then the style's, then the service's."""

    job_type: JobType
    prompt: str = Field(default="", max_length=4000)
    original_image_id: Id | None = None
    style_id: Id | None = None
    mask_image_id: Id | None = None
    template_id: Id | None = None
    variables: dict[str, str] = Field(default_factory=dict, max_length=20)
    n: Annotated[StrictInt, Field(ge=1, le=4)] = 1
    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: Size | None = None
    output_compression: Annotated[StrictInt, Field(ge=0, le=100)] | None = None
    stream: StrictBool = False
    partial_images: Annotated[StrictInt, Field(ge=0, le=3)] | None = None
    is_public: StrictBool = False

    def asked(self) -> dict[str, Any]:
        """The parameters that the caller gave, as they were given."""
        return self.model_dump(include=set(PARAMETERS), exclude_unset=True)


class DefaultParameters(RequestModel):
    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: Size | None = None

    def chosen(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class CreateTemplate(RequestModel):
    """`prompt_template` contains `{original_prompt}`, where the prompt of a job goes."""

    name: str = Field(min_length=1, max_length=100)
    description: str = Field(default="", max_length=500)
    job_type: JobType
    prompt_template: str = Field(min_length=1, max_length=8000)
    default_parameters: DefaultParameters = Field(default_factory=DefaultParameters)
    category: str = Field(default="", max_length=60)
    is_public: StrictBool = False
    is_premium: StrictBool = False

    @field_validator("prompt_template")
    @classmethod
    def _holds_the_prompt(cls, template: str) -> str:
        if faults := prompts.faults(template, []):
            raise ValueError(" ".join(faults))
        return template

    def as_attributes(self) -> dict[str, Any]:
        return self.model_dump() | {"default_parameters": self.default_parameters.chosen()}


def check_references(job: CreateJob) -> None:
    """Refuse a reference that the job's type lacks, or does not take."""
    faults = {
        name: f"A job of type {job.job_type} needs this."
        for name in NEEDS[job.job_type]
        if getattr(job, name) is None
    }
    for name in ("original_image_id", "mask_image_id", "style_id"):
        if getattr(job, name) is not None and name not in TAKES[job.job_type]:
            faults[name] = f"A job of type {job.job_type} does not take this."
    if not job.prompt and job.job_type != "style_transfer":
        faults["prompt"] = "Say what the picture shall be."
    if job.variables and not job.style_id:
        faults["variables"] = "Only a style has variables."
    _refuse(faults)


def effective(
    job: CreateJob, model: ImageModel, style: Style | None, template: dict[str, Any]
) -> dict[str, Any]:
    """The parameters to be sent; what is impossible is refused, never dropped."""
    chosen = {
        name: _first(getattr(job, name), template.get(name), _of(style, name), default)
        for name, default in DEFAULTS.items()
    }
    sent: dict[str, Any] = {"n": job.n, **chosen}
    if job.output_compression is not None:
        sent["output_compression"] = job.output_compression
    if job.stream:
        sent |= {"stream": True, "partial_images": job.partial_images or 0}
    _refuse(_faults(job, sent, model, style))
    return sent


def _first(*candidates: Any) -> Any:
    """The first that decides; where none does, the last."""
    return next((one for one in candidates if one not in AUTO), candidates[-1])


def _of(style: Style | None, name: str) -> Any:
    return getattr(style, f"default_{name}") if style else None


def _faults(
    job: CreateJob, sent: dict[str, Any], model: ImageModel, style: Style | None
) -> dict[str, str]:
    faults = {}
    if sent["quality"] not in model.qualities:
        faults["quality"] = f"{model.name} takes {', '.join(model.qualities)}."
    if sent["size"] != "auto" and (fault := models.size_fault(sent["size"])):
        faults["size"] = fault
    if sent["background"] == "transparent" and (fault := _opaque_because(sent, model, style)):
        faults["background"] = fault
    if "output_compression" in sent and sent["output_format"] == "png":
        faults["output_compression"] = "png is never compressed with loss; ask for jpeg or webp."
    if job.partial_images and not job.stream:
        faults["partial_images"] = "Partial images come with `stream` only."
    return faults


def _opaque_because(sent: dict[str, Any], model: ImageModel, style: Style | None) -> str | None:
    if sent["output_format"] == "jpeg":
        return "jpeg has no transparency; ask for png or webp."
    if not model.transparent:
        return f"{model.name} makes no transparent pictures."
    if style and not style.supports_transparency:
        return f"{style.name} makes no transparent pictures."
    return None


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        details = [{"field": field, "message": message} for field, message in faults.items()]
        raise InvalidRequest(details=details)
