"""The parameters of an image call: what a caller may ask for, and what of it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt

from splashmy.core.errors import InvalidRequest
from splashmy.provider import models
from splashmy.provider.models import ImageModel
from splashmy.web.envelope import RequestModel

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
Quality = Literal["auto", "low", "medium", "high", "xhigh", "max"]
Background = Literal["auto", "opaque", "transparent"]
OutputFormat = Literal["auto", "png", "jpeg", "webp"]
Size = Annotated[str, Field(pattern=r"^(auto|\d{1,5}x\d{1,5})$")]


class DefaultParameters(RequestModel):
    quality: Quality | None = None
    background: Background | None = None
    output_format: OutputFormat | None = None
    size: Size | None = None

    def chosen(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


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
    if asked.partial_images and not asked.stream:
        faults["partial_images"] = "Partial images come with `stream` only."
    return faults


def _opaque_because(
    sent: dict[str, Any], model: ImageModel, style: StyleDefaults | None
) -> str | None:
    if sent["output_format"] == "jpeg":
        return "jpeg has no transparency; ask for png or webp."
    if not model.transparent:
        return f"{model.name} makes no transparent pictures."
    if style and not style.supports_transparency:
        return f"{style.name} makes no transparent pictures."
    return None


def refuse(faults: Mapping[str, str]) -> None:
    """InvalidRequest with a detail for each field that is at fault."""
    if faults:
        details = [{"field": field, "message": message} for field, message in faults.items()]
        raise InvalidRequest(details=details)
