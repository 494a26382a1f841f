"""OpenAI's image calls: one attempt each, with no hidden retries."""

import base64
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any

import openai
from botocore.exceptions import ClientError

from splashmy.core import resources
from splashmy.core.aws_errors import error_code
from splashmy.core.ids import UserId

TIMEOUT = 240  # seconds; OpenAI gives complex pictures 2 minutes
EXTENSIONS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}
DETAILS = "input_tokens_details"
OnPartial = Callable[[int, bytes], None]


@dataclass
class Made:
    """`usage` has OpenAI's own fields; None if the provider said nothing, or not of all pictures.

    `request_id` is OpenAI's name of the call, for its support.
    """

    pictures: list[bytes] = field(default_factory=list)
    usage: dict[str, Any] | None = None
    quality: str | None = None
    background: str | None = None
    request_id: str | None = None


class PicturesMissing(Exception):
    """The answer, or its stream, ended without all the pictures: OpenAI's client says nothing.

    `made` is what did come; it may well be billed.
    """

    def __init__(self, made: Made, *, wanted: int) -> None:
        super().__init__(f"{len(made.pictures)} of {wanted} pictures arrived")
        self.made = made


@dataclass(frozen=True)
class ImageRequest:
    """One call: `parameters` as `provider.parameters.effective` gives them; the photo to edit and
    up to 15 others to look at, or none to make a picture from the prompt alone.

    `mask` is a PNG of the first photo's size, transparent where to paint.
    """

    model: str
    prompt: str
    user_id: UserId
    parameters: Mapping[str, Any]
    photos: Sequence[bytes] = ()
    mask: bytes | None = None


def has_key() -> bool:
    """Whether the operator has set OpenAI's key."""
    try:
        return bool(_key())
    except ClientError as error:
        if error_code(error) == "ParameterNotFound":
            return False
        raise


def send(request: ImageRequest, on_partial: OnPartial) -> Made:
    """The pictures, with one call. Raises what OpenAI's client does, or `PicturesMissing`."""
    client = _client(_key())
    sent = {
        "model": request.model,
        "prompt": request.prompt,
        "safety_identifier": hashlib.sha256(request.user_id.encode()).hexdigest(),
        **request.parameters,
    }
    if request.photos:
        answer = client.images.edit(**_files(request), **sent)
    else:
        answer = client.images.generate(**sent)
    wanted = int(request.parameters["n"])
    streams = request.parameters.get("stream")
    made = _streamed(answer, on_partial, wanted) if streams else _whole(answer)
    if len(made.pictures) < wanted:
        raise PicturesMissing(made, wanted=wanted)
    return made


def _key() -> str:
    return resources.secret(resources.OPENAI_KEY).strip()  # a file ends in a newline


@cache
def _client(key: str) -> Any:
    return openai.OpenAI(api_key=key, timeout=TIMEOUT, max_retries=0)


def _files(request: ImageRequest) -> dict[str, Any]:
    images = [_file(f"image-{number}", photo) for number, photo in enumerate(request.photos)]
    files: dict[str, Any] = {"image": images[0] if len(images) == 1 else images}
    return files | ({"mask": _file("mask", request.mask)} if request.mask else {})


def _file(name: str, content: bytes) -> tuple[str, io.BytesIO]:
    extension = next(end for start, end in EXTENSIONS.items() if content.startswith(start))
    return f"{name}.{extension}", io.BytesIO(content)


def _whole(answer: Any) -> Made:
    found = [_picture(one) for one in answer.data or []]
    return Made(
        [one for one in found if one],
        _usage(answer),
        answer.quality,
        answer.background,
        answer._request_id,
    )


def _streamed(events: Any, on_partial: OnPartial, wanted: int) -> Made:
    """What else an event says or lacks, a picture that was paid for is kept."""
    made, partials = Made(request_id=events.response.headers.get("x-request-id")), 0
    usages = []
    for event in events:
        kind, picture = str(event.type), _picture(event)
        if kind.endswith(".partial_image") and picture:
            on_partial(partials, picture)
            partials += 1
        elif kind.endswith(".completed"):
            usages.append(_usage(event))
            made.pictures += [picture] if picture else []
            made.quality, made.background = event.quality, event.background
    made.usage = reduce(_sum, usages) if len(usages) >= wanted else None
    return made


def _picture(source: Any) -> bytes | None:
    """None where there is none, or none that can be read."""
    try:
        return base64.b64decode(source.b64_json, validate=True) or None
    except (AttributeError, TypeError, ValueError):
        return None


def _usage(source: Any) -> dict[str, Any] | None:
    usage = getattr(source, "usage", None)
    return usage.model_dump() if usage else None


def _sum(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """Of two pictures; what is unknown of either is unknown of both."""
    if one is None or other is None:
        return None
    total: dict[str, Any] = _added(one, other, ("input_tokens", "output_tokens"))
    if details := one.get(DETAILS) and other.get(DETAILS):
        total[DETAILS] = _added(one[DETAILS], details, ("text_tokens", "image_tokens"))
    return total


def _added(
    one: dict[str, Any], other: dict[str, Any], names: tuple[str, str]
) -> dict[str, int | None]:
    pairs = {name: (one.get(name), other.get(name)) for name in names}
    return {
        name: first + second if isinstance(first, int) and isinstance(second, int) else None
        for name, (first, second) in pairs.items()
    }
