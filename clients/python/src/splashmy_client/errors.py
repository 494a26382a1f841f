"""What can go wrong, each with a sentence for a person."""

from dataclasses import dataclass, field
from typing import Any

import httpx2

from splashmy_client.models import JobFailure
from splashmy_client.retries import retry_after


class SplashMyError(Exception):
    """Anything that SplashMy or the way to it refused."""


class NotReachedError(SplashMyError):
    """No answer came: the address is wrong, the network down, or the deployment too busy."""


class PictureRefusedError(SplashMyError):
    """A picture could not be used, or was refused by moderation."""


class WaitedTooLongError(SplashMyError, TimeoutError):
    """What was waited for goes on, but the time given for it is over."""


class JobFailedError(SplashMyError):
    """A job failed or was cancelled; `failure` says why, and whether it was charged."""

    def __init__(self, status: str, failure: JobFailure | None) -> None:
        super().__init__(failure.message if failure else f"The job is {status}.")
        self.failure = failure


@dataclass(eq=False)
class ApiError(SplashMyError):
    """The API's own refusal. Branch on `code`; `message` is for people.

    `details` has one entry for each field of the request that is not right. `retry_after` is in
    seconds: None if trying again makes no difference.
    """

    status: int
    code: str
    message: str
    details: list[dict[str, Any]] = field(default_factory=list)
    request_id: str = ""
    retry_after: float | None = None

    def __str__(self) -> str:
        fields = [f"{one.get('field')}: {one.get('message')}" for one in self.details]
        return " ".join([self.message, *fields])


def refusal(response: httpx2.Response) -> ApiError:
    """The error that an answer tells, if it is one of the API at all."""
    wait = retry_after(response)
    try:
        told = response.json()
        error, message = told["error"], str(told["message"])
        details, request_id = list(error["details"]), str(error["request_id"])
        return ApiError(
            response.status_code, str(error["code"]), message, details, request_id, wait
        )
    except (ValueError, KeyError, TypeError):
        return ApiError(response.status_code, "", _is_not_ours(response), retry_after=wait)


def opened(response: httpx2.Response, part: str) -> Any:
    """What is inside the envelope of a success."""
    try:
        return response.json()[part]
    except (ValueError, KeyError, TypeError):
        raise NotReachedError(_is_not_ours(response)) from None


def _is_not_ours(response: httpx2.Response) -> str:
    place = response.request.url.copy_with(query=None)
    return f"{place} answered {response.status_code}, but not as SplashMy does."
