from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from splashmy_client import ApiError, Client, NotReachedError, SplashMyError, operations
from splashmy_client._sync import api as sync_api
from splashmy_client.retries import LONGEST_WAIT, backoff, retry_after
from tests.clients.python.deployment import URL, Deployment, data, refusal

TAG = {"name": "Cats", "slug": "cats", "description": "", "image_count": 0}
CUT_OFF = httpx2.ReadError("cut off")
NOT_CONNECTED = httpx2.ConnectError("refused")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(sync_api, "sleep", waited.append)
    return waited


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_deployment_is_asked_again_when_it_says(status: int, waits: list[float]) -> None:
    deployment = Deployment(refusal(status, "busy", Retry_After="7"), data(TAG))

    made = deployment.client().send(operations.images_create_tag(name="Cats"))

    assert (made.slug, waits) == ("cats", [7.0])


def test_one_key_is_sent_with_every_repetition() -> None:
    deployment = Deployment(CUT_OFF, refusal(503, "busy"), data(TAG), data(TAG))
    client = deployment.client()

    client.send(operations.images_create_tag(name="Cats"))
    client.send(operations.images_create_tag(name="Cats"))

    *repeated, other = [one.headers["Idempotency-Key"] for one in deployment.seen]
    assert len(set(repeated)) == 1
    assert other not in repeated


def test_a_request_that_still_runs_is_waited_for(waits: list[float]) -> None:
    running = refusal(409, "idempotency_in_progress", Retry_After="1")

    Deployment(running, data(TAG)).client().send(operations.images_create_tag(name="Cats"))

    assert waits == [1.0]


def test_what_may_have_been_done_is_not_done_twice() -> None:
    deployment = Deployment(CUT_OFF, data({}))

    with pytest.raises(NotReachedError, match=r"splashmy\.example does not answer: cut off"):
        deployment.client().send(operations.auth_log_in(identifier="ana", password="x"))

    assert len(deployment.seen) == 1


def test_what_never_left_is_sent_again() -> None:
    deployment = Deployment(NOT_CONNECTED, refusal(401, "invalid_credentials"))

    with pytest.raises(ApiError, match="It is invalid_credentials"):
        deployment.client().send(operations.auth_log_in(identifier="ana", password="x"))

    assert len(deployment.seen) == 2


def test_a_limit_that_ends_much_later_is_told_at_once(waits: list[float]) -> None:
    deployment = Deployment(refusal(429, "quota_exceeded", Retry_After="3600"))

    with pytest.raises(ApiError) as refused:
        deployment.client().send(operations.processing_create_job(job_type="generation"))

    assert (refused.value.code, refused.value.retry_after) == ("quota_exceeded", 3600)
    assert (len(deployment.seen), waits) == (1, [])


def test_patience_ends() -> None:
    deployment = Deployment(refusal(503, "busy"))

    with pytest.raises(ApiError, match="It is busy"):
        deployment.client(retries=2).send(operations.processing_get_quota())

    assert len(deployment.seen) == 3


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
def test_a_refusal_is_told_at_once(status: int) -> None:
    deployment = Deployment(refusal(status, "no"))

    with pytest.raises(ApiError):
        deployment.client().send(operations.processing_get_quota())

    assert len(deployment.seen) == 1


def test_waits_grow_and_end() -> None:
    assert all(0.25 <= backoff(0) <= 0.5 and 4 <= backoff(9) <= 8 for _ in range(100))
    assert LONGEST_WAIT > 8


@pytest.mark.parametrize(("told", "least", "most"), [("7", 7, 7), ("date", 50, 60)])
def test_when_to_ask_again_is_seconds_or_a_date(told: str, least: int, most: int) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    header = date if told == "date" else told

    wait = retry_after(httpx2.Response(503, headers={"Retry-After": header}))

    assert wait is not None
    assert least <= wait <= most


@pytest.mark.parametrize(("status", "error"), [(404, ApiError), (200, NotReachedError)])
def test_an_answer_of_something_else_is_named(
    status: int, error: type[ApiError] | type[NotReachedError]
) -> None:
    deployment = Deployment(httpx2.Response(status, text="<h1>Welcome</h1>"))

    with pytest.raises(error, match=f"{URL}/api/v1/styles/1/ answered {status}, but not as"):
        deployment.client().send(operations.styles_get_style("1"))


@pytest.mark.parametrize("url", ["", "splashmy.example", "ftp://splashmy.example", "http://[::1"])
def test_what_is_no_address_is_said_at_once(url: str) -> None:
    with pytest.raises(SplashMyError, match="is not an address: it begins with https://"):
        Client(url)
