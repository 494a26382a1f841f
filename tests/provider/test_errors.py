"""What becomes of each error of the provider, classified in one place."""

from types import SimpleNamespace
from typing import Any

import httpx2
import openai
import pytest

from splashmy.core.failures import Failure
from splashmy.provider import errors
from splashmy.provider.client import Made, PicturesMissing
from splashmy.provider.errors import Wait

REQUEST = httpx2.Request("POST", "https://api.openai.example/v1/images/generations")


def refusal(status: int, headers: dict[str, str] | None = None, **error: Any) -> openai.APIError:
    """What OpenAI's client raises for such an answer."""
    response = httpx2.Response(status, headers=headers, json={"error": error}, request=REQUEST)
    client = openai.OpenAI(api_key="any")
    return client._make_status_error("refused", body=error, response=response)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5", "retry-after-ms": "500"}, 0.5),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"}, 60),
    ],
)
def test_a_rate_limit_waits_as_told_and_everybody_with_it(
    headers: dict[str, str], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "time", SimpleNamespace(time=lambda: 0.0))

    outcome = errors.classify(refusal(429, headers, code="rate_limit_exceeded"))

    assert outcome == Wait(seconds, for_all=True)


@pytest.mark.parametrize("headers", [{}, {"retry-after": "soon"}])
def test_a_rate_limit_that_names_no_time_waits_too(headers: dict[str, str]) -> None:
    assert errors.classify(refusal(429, headers)) == Wait(None, for_all=True)


def test_a_limit_of_more_than_a_quarter_of_an_hour_is_an_outage() -> None:
    outcome = errors.classify(refusal(429, {"retry-after": "3600"}))

    assert isinstance(outcome, Failure)
    assert (outcome.cause, outcome.retryable) == ("provider", True)


@pytest.mark.parametrize(
    "error",
    [
        refusal(500),
        refusal(503),
        refusal(408),
        openai.APITimeoutError(REQUEST),
        openai.APIConnectionError(request=REQUEST),
        openai.APIError("broke off", REQUEST, body={"type": "server_error"}),
        PicturesMissing(Made(), wanted=1),
    ],
    ids=["500", "503", "408", "timeout", "connection", "in a stream", "pictures missing"],
)
def test_what_passes_is_tried_again(error: Exception) -> None:
    assert errors.classify(error) == Wait()


@pytest.mark.parametrize(
    ("error", "cause", "retryable"),
    [
        (refusal(429, code="insufficient_quota"), "provider", True),
        (refusal(400, code="billing_hard_limit_reached"), "provider", True),
        (refusal(401, code="invalid_api_key"), "provider", True),
        (refusal(403), "provider", True),
        (refusal(404, code="model_not_found"), "provider", True),
        (refusal(400, code="moderation_blocked"), "words", False),
        (
            refusal(
                400,
                code="moderation_blocked",
                moderation_details={"moderation_stage": "output"},
            ),
            "output",
            True,
        ),
        (refusal(400, code="content_policy_violation"), "words", False),
        (refusal(400, type="image_generation_user_error"), "words", False),
        (refusal(400, code="invalid_value", param="image"), "photo", False),
        (refusal(400, code="invalid_value", param="image[0]"), "photo", False),
        (refusal(400, code="invalid_value", param="mask"), "photo", False),
        (refusal(413), "photo", False),
        (refusal(400, code="string_above_max_length", param="prompt"), "words", False),
        (refusal(400, code="invalid_value", param="size"), "service", False),
    ],
)
def test_a_refusal_is_explained_and_is_no_ones_fault_who_had_no_part_in_it(
    error: Exception, cause: str, retryable: bool
) -> None:
    outcome = errors.classify(error)

    assert isinstance(outcome, Failure)
    assert (outcome.cause, outcome.retryable, outcome.charged) == (cause, retryable, False)


def test_a_fault_of_our_own_is_not_the_providers() -> None:
    with pytest.raises(ZeroDivisionError):
        errors.classify(ZeroDivisionError())


@pytest.mark.parametrize(
    ("has_photo", "has_words", "cause", "named"),
    [
        (False, True, "words", ["prompt"]),
        (True, True, "photo", ["photo", "prompt"]),
        (True, False, "photo", ["photo"]),
    ],
)
def test_what_is_refused_as_unsafe_is_what_the_user_gave(
    has_photo: bool, has_words: bool, cause: str, named: list[str]
) -> None:
    error = refusal(400, code="moderation_blocked", moderation_details={"categories": ["violence"]})

    outcome = errors.classify(error, has_photo=has_photo, has_words=has_words)

    assert isinstance(outcome, Failure)
    assert outcome.cause == cause
    assert [word for word in ("photo", "prompt") if word in outcome.message] == named


@pytest.mark.parametrize(
    "error",
    [
        refusal(400, code="content_policy_violation"),
        refusal(400, type="image_generation_user_error"),
        refusal(413),
        refusal(400, param="image[3]"),
        refusal(400, param="prompt"),
    ],
)
def test_what_only_the_user_can_mend_rings_no_alarm(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[object] = []
    monkeypatch.setattr("splashmy.core.metrics.record", lambda *metric, **_: rung.append(metric))

    errors.classify(error, has_photo=True)

    assert rung == []
