"""What is asked of the Images API: parameters, checked as OpenAI checks them."""

import io
import re
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError
from pydantic import BaseModel, Field, ValidationError

from local.stand_ins.messages import Request, form_parts
from local.stand_ins.openai_errors import RefusedError, invalid_key, invalid_value, model_not_found

_LIVE_MODEL = re.compile(r"gpt-image-(1-mini|1\.5|2|2\.[56]-(sunburst|flare))(-\d{4}-\d\d-\d\d)?")
_MAX_PIXELS = 3840 * 2160
_FILES = ("image", "mask")


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


def parse_generation(request: Request) -> Asked:
    _check_key(request)
    return Asked(_parameters(request.json()), [])


def parse_edit(request: Request) -> Asked:
    _check_key(request)
    fields: dict[str, Any] = {}
    files: dict[str, list[Image.Image]] = {name: [] for name in _FILES}
    for name, content in form_parts(request):
        if (file := name.removesuffix("[]")) in files:
            files[file].append(_opened(content, file))
        else:
            fields[name] = content.decode()
    _check_photos(files["image"], files["mask"])
    return Asked(_parameters(fields), files["image"], next(iter(files["mask"]), None))


def _check_key(request: Request) -> None:
    key = str(request.headers.get("authorization", "")).removeprefix("Bearer ").strip()
    if key in {"", "bad", "invalid"}:
        raise RefusedError(invalid_key())


def _parameters(fields: dict[str, Any]) -> Parameters:
    try:
        parameters = Parameters.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join(map(str, first["loc"]))
        raise RefusedError(
            invalid_value(param, f"Invalid value: '{param}': {first['msg']}")
        ) from error
    _check(parameters)
    return parameters


def _check(asked: Parameters) -> None:
    if not _LIVE_MODEL.fullmatch(asked.model):
        raise RefusedError(model_not_found(asked.model))
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
    try:
        picture = Image.open(io.BytesIO(content), formats=formats)
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        message = f"Invalid {name} file: supported are {', '.join(formats)}."
        raise RefusedError(invalid_value(name, message)) from error
    return picture


def _check_photos(photos: list[Image.Image], masks: list[Image.Image]) -> None:
    if not 1 <= len(photos) <= 16:
        raise RefusedError(invalid_value("image", "Between 1 and 16 images are required."))
    if masks and masks[0].size != photos[0].size:
        raise RefusedError(invalid_value("mask", "The mask must have the same size as the image."))
