"""OpenAI's image calls: one attempt each, and the one place that judges what went wrong."""

import base64
import hashlib
import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import openai

from splashmy import resources
from splashmy.log import logger
from splashmy.processing.endings import Failure
from splashmy.processing.records import Job

TIMEOUT = 240  # seconds; OpenAI gives complex pictures 2 minutes
LONGEST_WAIT = 900
EXTENSIONS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}

OnPartial = Callable[[int, bytes], None]


class StreamCut(Exception):
    """The stream ended without its completed events: OpenAI's client says nothing of it."""


@dataclass
class Made:
    """`usage` has OpenAI's own fields; None if the provider said nothing."""

    pictures: list[bytes] = field(default_factory=list)
    usage: dict[str, Any] | None = None
    quality: str | None = None
    background: str | None = None


@dataclass(frozen=True)
class Wait:
    """Try again, after what the provider asked for; None if it asked for nothing."""

    seconds: float | None = None
    for_all: bool = False


def make(job: Job, photo: bytes | None, mask: bytes | None, on_partial: OnPartial) -> Made:
    """The pictures of a job, with one call. Raises what OpenAI's client does, or `StreamCut`."""
    client = _client(resources.secret(resources.OPENAI_KEY))
    sent = {
        "model": job.model,
        "prompt": job.final_prompt,
        "safety_identifier": hashlib.sha256(job.owner_id.encode()).hexdigest(),
        **job.effective_parameters,
    }
    if photo is None:
        answer = client.images.generate(**sent)
    else:
        files = {"image": _file("image", photo)} | ({"mask": _file("mask", mask)} if mask else {})
        answer = client.images.edit(**files, **sent)
    if job.effective_parameters.get("stream"):
        return _streamed(answer, int(job.images_count), on_partial)
    return _whole(answer)


@cache
def _client(key: str) -> Any:
    return openai.OpenAI(api_key=key, timeout=TIMEOUT, max_retries=0)


def _file(name: str, content: bytes) -> tuple[str, io.BytesIO]:
    extension = next(end for start, end in EXTENSIONS.items() if content.startswith(start))
    return f"{name}.{extension}", io.BytesIO(content)


def _whole(answer: Any) -> Made:
    pictures = [base64.b64decode(one.b64_json) for one in answer.data or []]
    usage = answer.usage.model_dump() if answer.usage else None
    return Made(pictures, usage, answer.quality, answer.background)


def _streamed(events: Iterable[Any], wanted: int, on_partial: OnPartial) -> Made:
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
    if len(made.pictures) < wanted:
        raise StreamCut(f"{len(made.pictures)} of {wanted} pictures arrived")
    return made


def _sum(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    if one is None:
        return other
    details = "input_tokens_details"
    total = {name: one[name] + other[name] for name in ("input_tokens", "output_tokens")}
    parts = {name: one[details][name] + other[details][name] for name in one[details]}
    return {**total, details: parts}


PROVIDER_BUSY = Failure(
    cause="provider",
    message="The image service is not answering; your images were given back. Please try later.",
)
PROVIDER_REFUSED_US = Failure(
    cause="provider",
    message="The image service is not available to us now; your images were given back.",
)
WORDS_REFUSED = Failure(
    cause="words",
    message="The image service refused this request as unsafe; please change the words.",
    retryable=False,
)
OUTPUT_REFUSED = Failure(
    cause="output",
    message="The picture that was made was held back as unsafe; your images were given back.",
)
PHOTO_REFUSED = Failure(
    cause="photo", message="The image service can't read this photo.", retryable=False
)
INPUT_REFUSED = Failure(
    cause="service",
    message="The image service did not take these parameters; your images were given back.",
    retryable=False,
)


def judge(error: Exception) -> Wait | Failure:
    """Wait and try again, or give up and say whose fault it is."""
    if isinstance(error, StreamCut | openai.APIConnectionError):
        return Wait()
    if not isinstance(error, openai.APIError):
        raise error
    if error.code == "insufficient_quota":
        return _alarming(error, PROVIDER_REFUSED_US)
    if error.code == "moderation_blocked":
        return _blocked(error)
    if not isinstance(error, openai.APIStatusError):
        return Wait()
    return _by_status(error)


def _by_status(error: openai.APIStatusError) -> Wait | Failure:
    if error.status_code == 429:
        return _told_to_wait(error)
    if error.status_code in (408, 409) or error.status_code >= 500:
        return Wait(_retry_after(error))
    if error.status_code in (401, 403, 404):
        return _alarming(error, PROVIDER_REFUSED_US)
    if error.param in ("image", "mask", "image[]"):
        return PHOTO_REFUSED
    return _alarming(error, INPUT_REFUSED)


def _told_to_wait(error: openai.APIStatusError) -> Wait | Failure:
    wait = _retry_after(error)
    return PROVIDER_BUSY if wait and wait > LONGEST_WAIT else Wait(wait, for_all=True)


def _blocked(error: openai.APIError) -> Failure:
    body = error.body if isinstance(error.body, dict) else {}
    stage = (body.get("moderation_details") or {}).get("moderation_stage")
    return OUTPUT_REFUSED if stage == "output" else WORDS_REFUSED


def _alarming(error: openai.APIError, failure: Failure) -> Failure:
    """Nobody but us can put this right: an alarm counts these lines."""
    logger.error("The provider refused us", code=error.code, reason=error.message)
    return failure


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds, from milliseconds, seconds or a date."""
    headers = error.response.headers
    for name, scale in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            return max(0.0, float(headers[name]) / scale)
        except (KeyError, ValueError):
            continue
    try:
        return max(0.0, parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time())
    except (KeyError, ValueError):
        return None
