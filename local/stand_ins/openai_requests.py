"""What is asked of the Images API: parameters, checked as OpenAI checks them."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from openai.types.image_edit_params import ImageEditParamsBase, ImageEditParamsStreaming
from openai.types.image_generate_params import ImageGenerateParamsBase, ImageGenerateParamsStreaming
from PIL import Image, UnidentifiedImageError
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from local.stand_ins.messages import Request, form_parts
from local.stand_ins.openai_errors import (
    RefusedError,
    invalid_key,
    invalid_value,
    model_not_found,
    too_large,
    unknown_parameter,
)

_LIVE_MODEL = re.compile(r"gpt-image-(1-mini|1\.5|2|2\.[56]-(sunburst|flare))(-\d{4}-\d\d-\d\d)?")
_FINE_MODEL = re.compile(r"gpt-image-2\.[56]-")
_TRANSPARENT_MODEL = re.compile(r"gpt-image-(1|2$|2-|2\.5-)")
_MAX_PIXELS = 3840 * 2160
_FILES = ("image", "mask")
_MOST_IMAGES, _LARGEST_IMAGE, _LARGEST_MASK = 16, 50_000_000, 4_000_000  # bytes
# In the package's types for models that are gone, and refused with those that are live.
_LEGACY = ("response_format", "style", "input_fidelity")
# What the package's own types say of each endpoint's parameters; files are checked by themselves.
_GENERATION = get_type_hints(ImageGenerateParamsBase) | get_type_hints(ImageGenerateParamsStreaming)
_EDIT = get_type_hints(ImageEditParamsBase) | get_type_hints(ImageEditParamsStreaming)
_STREAM = bool | None  # each of both types knows one value of it


class Parameters(BaseModel):
    """Of a generation or an edit; names and limits are OpenAI's."""

    prompt: str = Field(min_length=1, max_length=32_000)
    model: str
    n: int = Field(default=1, ge=1, le=10)
    size: str = Field(default="auto", pattern=r"^(auto|\d{2,4}x\d{2,4})$")
    quality: str = Field(default="auto", pattern="^(auto|low|medium|high|xhigh|max)$")
    background: str = Field(default="auto", pattern="^(auto|opaque|transparent)$")
    output_format: str = Field(default="png", pattern="^(png|jpeg|webp)$")
    output_compression: int = Field(default=100, ge=0, le=100)
    stream: bool = False
    partial_images: int = Field(default=0, ge=0, le=3)

    @property
    def transparent(self) -> bool:
        return self.background == "transparent"

    def pixels(self, photo: Image.Image | None) -> tuple[int, int]:
        if self.size != "auto":
            width, height = map(int, self.size.split("x"))
            return width, height
        ratio = photo.width / photo.height if photo else 1.0
        return (1536, 1024) if ratio > 1.2 else (1024, 1536) if ratio < 0.84 else (1024, 1024)


@dataclass(frozen=True)
class Asked:
    parameters: Parameters
    photos: list[Image.Image]
    mask: Image.Image | None = None
    files: Sequence[tuple[str, bytes]] = ()


def parse_generation(request: Request) -> Asked:
    _check_key(request)
    return Asked(_parameters(request.json(), _GENERATION), [])


def parse_edit(request: Request) -> Asked:
    _check_key(request)
    fields: dict[str, Any] = {}
    files: dict[str, list[Image.Image]] = {name: [] for name in _FILES}
    sent: list[tuple[str, bytes]] = []
    for name, content in form_parts(request):
        if (file := name.removesuffix("[]")) in files:
            files[file].append(_opened(content, file))
            sent.append((file, content))
        else:
            fields[name] = content.decode()
    _check_photos(files["image"], files["mask"])
    parameters = _parameters(fields, _EDIT)
    return Asked(parameters, files["image"], next(iter(files["mask"]), None), sent)


def _check_key(request: Request) -> None:
    key = str(request.headers.get("authorization", "")).removeprefix("Bearer ").strip()
    if key in {"", "bad", "invalid"}:
        raise RefusedError(invalid_key())


def _parameters(fields: dict[str, Any], known: dict[str, Any]) -> Parameters:
    for name, value in fields.items():
        if name not in known or name in _LEGACY:
            raise RefusedError(unknown_parameter(name))
        _validated(_type(name, known), value, name)
    parameters: Parameters = _validated(TypeAdapter(Parameters), fields)
    _check(parameters)
    return parameters


def _type(name: str, known: dict[str, Any]) -> TypeAdapter[Any]:
    return TypeAdapter(_STREAM if name == "stream" else known[name])


def _validated(type: TypeAdapter[Any], value: Any, name: str | None = None) -> Any:
    try:
        return type.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        param = name or ".".join(map(str, first["loc"]))
        message = f"Invalid value: '{param}': {first['msg']}"
        raise RefusedError(invalid_value(param, message)) from error


def _check(asked: Parameters) -> None:
    if not _LIVE_MODEL.fullmatch(asked.model):
        raise RefusedError(model_not_found(asked.model))
    if asked.quality in ("xhigh", "max") and not _FINE_MODEL.match(asked.model):
        raise RefusedError(invalid_value("quality", f"Unsupported quality '{asked.quality}'."))
    if asked.partial_images and not asked.stream:
        message = "Partial images are only supported when streaming."
        raise RefusedError(invalid_value("partial_images", message))
    if asked.transparent and not _TRANSPARENT_MODEL.match(asked.model):
        message = "Transparent background is not supported for this model."
        raise RefusedError(invalid_value("background", message))
    if asked.transparent and asked.output_format == "jpeg":
        message = "Transparent background is not supported for JPEG output format."
        raise RefusedError(invalid_value("background", message))
    if asked.output_compression < 100 and asked.output_format == "png":
        message = "Compression less than 100 is not supported for PNG output format."
        raise RefusedError(invalid_value("output_compression", message))
    width, height = asked.pixels(None)
    if (
        width % 16
        or height % 16
        or width * height > _MAX_PIXELS
        or not 1 / 3 <= width / height <= 3
    ):
        raise RefusedError(invalid_value("size", f"Invalid size '{asked.size}'."))


def _opened(content: bytes, name: str) -> Image.Image:
    formats = ["PNG"] if name == "mask" else ["JPEG", "PNG", "WEBP"]
    if len(content) >= (_LARGEST_MASK if name == "mask" else _LARGEST_IMAGE):
        raise RefusedError(too_large(name))
    try:
        picture = Image.open(io.BytesIO(content), formats=formats)
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        message = f"Invalid {name} file: supported are {', '.join(formats)}."
        raise RefusedError(invalid_value(name, message)) from error
    return picture


def _check_photos(photos: list[Image.Image], masks: list[Image.Image]) -> None:
    if not 1 <= len(photos) <= _MOST_IMAGES:
        message = f"Between 1 and {_MOST_IMAGES} images are required."
        raise RefusedError(invalid_value("image", message))
    for mask in masks:
        if mask.size != photos[0].size:
            message = "The mask must have the same size as the image."
            raise RefusedError(invalid_value("mask", message))
        if "A" not in mask.getbands():
            message = "Invalid mask image format - mask image missing alpha channel."
            raise RefusedError(invalid_value("mask", message))
