"""The parameters of an image call: what a caller may ask for, and what of it is sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from splashmy.core.details import Detail
from splashmy.core.errors import InvalidRequest
from splashmy.provider import models
from splashmy.provider.models import ImageModel
from splashmy.web.envelope import RequestModel, ResponseModel
from splashmy.web.fields import Form

JobType = TypeAliasType("JobType", Literal["generation", "edit", "style_transfer"])
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
Quality = TypeAliasType("Quality", Literal["auto", "low", "medium", "high", "xhigh", "max"])
Background = TypeAliasType("Background", Literal["auto", "opaque", "transparent"])
OutputFormat = TypeAliasType("OutputFormat", Literal["auto", "png", "jpeg", "webp"])
Size = Annotated[str, Form(r"^(auto|[0-9]{1,5}x[0-9]{1,5})$", "malformed_size")]


class DefaultParameters(RequestModel):
    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: Size | None = None

    def chosen(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class ChosenParameters(ResponseModel):
    """Null where nothing was chosen."""

    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: str | None = None


class JobParameters(ChosenParameters):
    """Null where nothing was asked, or is sent."""

    n: int | None = None
    output_compression: int | None = None
    stream: bool | None = None
    partial_images: int | None = None


class Parameters(RequestModel):
    """`auto` or absent is the template's default, then the style's, then the service's."""

    n: Annotated[StrictInt, Field(ge=1, le=4)] = 1
    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: Size | None = None
    output_compression: Annotated[StrictInt, Field(ge=0, le=100)] | None = None
    stream: StrictBool = False
    partial_images: Annotated[StrictInt, Field(ge=0, le=3)] | None = None

    def asked(self) -> dict[str, Any]:
        """The parameters that the caller gave, as they were given."""
        return self.model_dump(include=set(PARAMETERS), exclude_unset=True)


@dataclass(frozen=True)
class StyleDefaults:
    """What a style decides where its user does not; `parameters` by the name of each."""

    name: str
    supports_transparency: bool
    parameters: Mapping[str, Any]


def effective(
    asked: Parameters,
    model: ImageModel,
    *,
    style: StyleDefaults | None = None,
    template: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The parameters to be sent; what is impossible is refused, never dropped."""
    layers = [template or {}, style.parameters if style else {}]
    chosen = {
        name: _first(getattr(asked, name), *(one.get(name) for one in layers), default)
        for name, default in DEFAULTS.items()
    }
    sent: dict[str, Any] = {"n": asked.n, **chosen}
    if asked.output_compression is not None:
        sent["output_compression"] = asked.output_compression
    if asked.stream:
        sent |= {"stream": True, "partial_images": asked.partial_images or 0}
    refuse(_faults(asked, sent, model, style))
    return sent


def _first(*candidates: Any) -> Any:
    """The first that decides; where none does, the last."""
    return next((one for one in candidates if one not in AUTO), candidates[-1])


def _faults(
    asked: Parameters, sent: dict[str, Any], model: ImageModel, style: StyleDefaults | None
) -> Iterator[Detail]:
    if sent["quality"] not in model.qualities:
        yield Detail("quality", "not_a_choice", {"choices": ", ".join(model.qualities)})
    if sent["size"] != "auto" and (fault := models.size_fault(sent["size"])):
        yield fault
    if sent["background"] == "transparent" and (fault := _opaque_because(sent, model, style)):
        yield fault
    if "output_compression" in sent and sent["output_format"] == "png":
        yield Detail("output_compression", "compression_of_png")
    if asked.partial_images and not asked.stream:
        yield Detail("partial_images", "partial_images_without_stream")


def _opaque_because(
    sent: dict[str, Any], model: ImageModel, style: StyleDefaults | None
) -> Detail | None:
    if sent["output_format"] == "jpeg":
        return Detail("background", "opaque_format")
    if not model.transparent:
        return Detail("background", "opaque_model", {"model": model.name})
    if style and not style.supports_transparency:
        return Detail("background", "opaque_style", {"style": style.name})
    return None


def refuse(faults: Iterable[Detail]) -> None:
    """InvalidRequest, if there are any."""
    if details := list(faults):
        raise InvalidRequest(details=details)
