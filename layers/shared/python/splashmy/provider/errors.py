"""What becomes of each error of the provider: the one place that classifies them."""

import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal

import openai

from splashmy.core import metrics
from splashmy.core.failures import UNSAFE_OUTPUT, Failure
from splashmy.core.log import logger
from splashmy.provider.client import PicturesMissing

LONGEST_WAIT = 900  # seconds
UNSAFE_CODES = ("moderation_blocked", "content_policy_violation", "safety_violation")
PICTURE = re.compile(r"(image|mask)s?\b")  # also image[], image[0]
ACCOUNT_EMPTY = ("insufficient_quota", "billing_hard_limit_reached")


@dataclass(frozen=True)
class Wait:
    """Try again, after what the provider asked for; None if it asked for nothing."""

    seconds: float | None = None
    for_all: bool = False


PROVIDER_BUSY = Failure(
    cause="provider",
    message="The image service did not answer. Please try again later.",
)
PROVIDER_REFUSED_US = Failure(
    cause="provider",
    message="The image service is not available now. Please try again later.",
)
WORDS_REFUSED = Failure(
    cause="words",
    message="The image service refused this prompt as unsafe. Please change the prompt.",
    retryable=False,
)
PROMPT_REFUSED = Failure(
    cause="words",
    message="The image service could not use this prompt. Please change the prompt.",
    retryable=False,
)
PHOTO_UNSAFE = Failure(
    cause="photo",
    message="The image service refused this photo as unsafe. Please use another one.",
    retryable=False,
)
PHOTO_OR_PROMPT_UNSAFE = Failure(
    cause="photo",
    message=(
        "The image service refused the photo or the prompt as unsafe. "
        "Please use another photo or change the prompt."
    ),
    retryable=False,
)
PHOTO_REFUSED = Failure(
    cause="photo",
    message="The image service could not read this photo. Please use another one.",
    retryable=False,
)
INPUT_REFUSED = Failure(
    cause="service",
    message="The image service did not accept these parameters.",
    retryable=False,
)
# Nobody but us can put these right.
Reason = Literal["key", "bill", "model"]


def classify(
    error: Exception, *, has_photo: bool = False, has_words: bool = True
) -> Wait | Failure:
    """Wait and try again, or give up and say whose fault it is.

    `has_photo`, `has_words`: what the user gave, and may be asked to change.
    """
    if isinstance(error, PicturesMissing | openai.APIConnectionError):
        return Wait()
    if not isinstance(error, openai.APIError):
        raise error
    if error.code in ACCOUNT_EMPTY:
        return _alarming(error, PROVIDER_REFUSED_US, "bill")
    if _is_unsafe(error):
        return _blocked(error, has_photo, has_words)
    if not isinstance(error, openai.APIStatusError):
        return Wait()
    return _by_status(error)


def key_missing() -> Failure:
    """As a key that is refused: the same alarm leads to the same page."""
    logger.error("OpenAI's key is not set: `make openai-key`")
    metrics.record(metrics.PROVIDER_REFUSALS, by="key")
    return PROVIDER_REFUSED_US


def _by_status(error: openai.APIStatusError) -> Wait | Failure:
    if error.status_code == 429:
        return _told_to_wait(error)
    if error.status_code in (408, 409) or error.status_code >= 500:
        return Wait(_retry_after(error))
    if error.status_code in (401, 403):
        return _alarming(error, PROVIDER_REFUSED_US, "key")
    if error.status_code == 404:
        return _alarming(error, PROVIDER_REFUSED_US, "model")
    if error.status_code == 413 or PICTURE.match(error.param or ""):
        return PHOTO_REFUSED
    if error.param == "prompt":
        return PROMPT_REFUSED
    return _alarming(error, INPUT_REFUSED, "model")


def _told_to_wait(error: openai.APIStatusError) -> Wait | Failure:
    wait = _retry_after(error)
    return PROVIDER_BUSY if wait and wait > LONGEST_WAIT else Wait(wait, for_all=True)


def _is_unsafe(error: openai.APIError) -> bool:
    return error.code in UNSAFE_CODES or error.type == "image_generation_user_error"


def _blocked(error: openai.APIError, has_photo: bool, has_words: bool) -> Failure:
    """The provider says whether it stopped before or after painting, not at which part of both."""
    body = error.body if isinstance(error.body, dict) else {}
    stage = (body.get("moderation_details") or {}).get("moderation_stage")
    if stage == "output":
        return UNSAFE_OUTPUT
    if not has_photo:
        return WORDS_REFUSED
    return PHOTO_OR_PROMPT_UNSAFE if has_words else PHOTO_UNSAFE


def _alarming(error: openai.APIError, failure: Failure, reason: Reason) -> Failure:
    """An alarm watches the metric."""
    logger.error("The provider refused us", code=error.code, reason=error.message)
    metrics.record(metrics.PROVIDER_REFUSALS, by=reason)
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
