"""OpenAI's image calls: one attempt each, with no hidden retries."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import openai

from splashmy.core import resources
from splashmy.core.ids import UserId

TIMEOUT = 240  # seconds; OpenAI gives complex pictures 2 minutes
EXTENSIONS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}
OnPartial = Callable[[int, bytes], None]


class PicturesMissing(Exception):
    """The answer, or its stream, ended without all the pictures: OpenAI's client says nothing."""


@dataclass
class Made:
    """`usage` has OpenAI's own fields; None if the provider said nothing."""

    pictures: list[bytes] = field(default_factory=list)
    usage: dict[str, Any] | None = None
    quality: str | None = None
    background: str | None = None


@dataclass(frozen=True)
class ImageRequest:
    """One call: `parameters` as `provider.parameters.effective` gives them; a photo to edit, or
    none to make a picture from the prompt alone.
    """

    model: str
    prompt: str
    user_id: UserId
    parameters: Mapping[str, Any]
    photo: bytes | None = None
    mask: bytes | None = None


def send(request: ImageRequest, on_partial: OnPartial) -> Made:
    """The pictures, with one call. Raises what OpenAI's client does, or `PicturesMissing`."""
    client = _client(resources.secret(resources.OPENAI_KEY))
    photo, mask = request.photo, request.mask
    sent = {
        "model": request.model,
        "prompt": request.prompt,
        "safety_identifier": hashlib.sha256(request.user_id.encode()).hexdigest(),
        **request.parameters,
    }
    if photo is None:
        answer = client.images.generate(**sent)
    else:
        files = {"image": _file("image", photo)} | ({"mask": _file("mask", mask)} if mask else {})
        answer = client.images.edit(**files, **sent)
    streams = request.parameters.get("stream")
    made = _streamed(answer, on_partial) if streams else _whole(answer)
    wanted = int(request.parameters["n"])
    if len(made.pictures) < wanted:
        raise PicturesMissing(f"{len(made.pictures)} of {wanted} pictures arrived")
    return made


@cache
def _client(key: str) -> Any:
    return openai.OpenAI(api_key=key, timeout=TIMEOUT, max_retries=0)


def _file(name: str, content: bytes) -> tuple[str, io.BytesIO]:
    extension = next(end for start, end in EXTENSIONS.items() if content.startswith(start))
    return f"{name}.{extension}", io.BytesIO(content)


def _whole(answer: Any) -> Made:
    pictures = [base64.b64decode(one.b64_json) for one in answer.data or [] if one.b64_json]
    usage = answer.usage.model_dump() if answer.usage else None
    return Made(pictures, usage, answer.quality, answer.background)


def _streamed(events: Iterable[Any], on_partial: OnPartial) -> Made:
    made, partials = Made(), 0
    for event in events:
        picture = base64.b64decode(event.b64_json)
        if event.type.endswith(".partial_image"):
            on_partial(partials, picture)
            partials += 1
        elif event.type.endswith(".completed"):
            made.pictures.append(picture)
            made.usage = _sum(made.usage, event.usage.model_dump())
            made.quality, made.background = event.quality, event.background
    return made


def _sum(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    if one is None:
        return other
    details = "input_tokens_details"
    total = {name: one[name] + other[name] for name in ("input_tokens", "output_tokens")}
    parts = {name: one[details][name] + other[details][name] for name in one[details]}
    return {**total, details: parts}
