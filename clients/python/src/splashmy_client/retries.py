"""When a call is sent again, and after how many seconds."""

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

LONGEST_WAIT = 60.0  # seconds; a limit that ends later is for the caller to see
FIRST_WAIT = 0.5
BUSY = {502, 503, 504}
IN_PROGRESS = "idempotency_in_progress"


def wait_after(response: httpx2.Response, attempt: int, *, repeatable: bool) -> float | None:
    """How long to wait before the same request is sent again; None if it had better not be.

    A 429 was not acted on, so anything may be sent again after it. A gateway that gave up may
    have been acted behind, so only what is repeatable may.
    """
    status = response.status_code
    again = status == 429 or (repeatable and (status in BUSY or _is_in_progress(response)))
    wait = retry_after(response)
    if not again or (wait or 0) > LONGEST_WAIT:
        return None
    return backoff(attempt) if wait is None else wait


def wait_after_no_answer(
    error: httpx2.TransportError, attempt: int, *, repeatable: bool
) -> float | None:
    """The same where no answer came: what was never connected was never acted on."""
    unsent = isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout))
    return backoff(attempt) if unsent or repeatable else None


def backoff(attempt: int) -> float:
    """Doubling, with half of it random, so that many clients don't come back at once."""
    return float(min(8.0, FIRST_WAIT * 2**attempt) * random.uniform(0.5, 1))  # noqa: S311


def retry_after(response: httpx2.Response) -> float | None:
    """Seconds, whether the header has seconds or a date."""
    told = response.headers.get("Retry-After", "")
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _is_in_progress(response: httpx2.Response) -> bool:
    return response.status_code == 409 and IN_PROGRESS in response.text
