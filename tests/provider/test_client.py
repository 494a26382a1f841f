"""What OpenAI answers becomes pictures and usage; what is odd or missing there fails nothing."""

import base64
import json
from typing import Any

import httpx2
import openai
import pytest
from botocore.exceptions import ClientError

from splashmy.core import resources
from splashmy.core.ids import UserId
from splashmy.provider import client
from splashmy.provider.client import ImageRequest, Made, PicturesMissing

PICTURE = b"\x89PNG of a lighthouse"
USAGE = {
    "input_tokens": 30,
    "output_tokens": 196,
    "total_tokens": 226,
    "input_tokens_details": {"text_tokens": 10, "image_tokens": 20},
}
NULLS = dict.fromkeys(USAGE)


def event(kind: str = "completed", **more: Any) -> dict[str, Any]:
    picture = base64.b64encode(PICTURE).decode()
    return {"type": f"image_generation.{kind}", "b64_json": picture, "quality": "low"} | more


def without(name: str, **more: Any) -> dict[str, Any]:
    return {key: value for key, value in (event() | more).items() if key != name}


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sends a request for `n` pictures whose answer is a stream of these events."""

    def send(*events: dict[str, Any], n: int = 1) -> tuple[Made, list[bytes]]:
        lines = "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in events)
        headers = {"content-type": "text/event-stream", "x-request-id": "req_1"}
        answer = httpx2.Response(200, headers=headers, content=lines.encode())
        return _sent(monkeypatch, answer, n=n, stream=True)

    return send


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Any:
    def send(**content: Any) -> Made:
        answer = httpx2.Response(200, headers={"x-request-id": "req_1"}, json=content)
        return _sent(monkeypatch, answer, n=1)[0]

    return send


def _sent(
    monkeypatch: pytest.MonkeyPatch, answer: httpx2.Response, **parameters: Any
) -> tuple[Made, list[bytes]]:
    transport = httpx2.Client(transport=httpx2.MockTransport(lambda _: answer))
    provider = openai.OpenAI(api_key="any", max_retries=0, http_client=transport)
    monkeypatch.setattr(client, "_client", lambda _key: provider)
    monkeypatch.setattr(resources, "secret", lambda _secret: "any")
    partials: list[bytes] = []
    request = ImageRequest("gpt-image-2.5-flare", "A lighthouse", UserId("ana"), parameters)
    return client.send(request, lambda _at, picture: partials.append(picture)), partials


def test_a_stream_gives_pictures_usage_and_the_name_of_the_call(streamed: Any) -> None:
    made, partials = streamed(event("partial_image", partial_image_index=0), event(usage=USAGE))

    assert (made.pictures, partials) == ([PICTURE], [PICTURE])
    assert (made.usage["input_tokens"], made.usage["output_tokens"]) == (30, 196)
    assert (made.quality, made.request_id) == ("low", "req_1")


def test_the_usage_of_several_pictures_is_added_up(streamed: Any) -> None:
    made, _ = streamed(event(usage=USAGE), event(usage=USAGE), n=2)

    assert (made.usage["input_tokens"], made.usage["output_tokens"]) == (60, 392)
    assert made.usage["input_tokens_details"] == {"text_tokens": 20, "image_tokens": 40}


@pytest.mark.parametrize(
    "last",
    [
        event(),
        event(usage=None),
        event(usage=NULLS),
        event(usage=USAGE | {"input_tokens_details": None}),
        event(usage={"input_tokens": 30, "output_tokens": 196}),
        event(usage={}),
        event(usage=USAGE, quality=None, background=None),
    ],
    ids=["no usage", "null", "null counts", "null details", "no details", "empty", "no quality"],
)
def test_a_picture_comes_whatever_its_usage_lacks(streamed: Any, last: dict[str, Any]) -> None:
    first = event(usage=USAGE)

    assert streamed(last)[0].pictures == [PICTURE]
    assert streamed(first, last, n=2)[0].pictures == [PICTURE, PICTURE]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "image_generation.progress", "percent": 50},
        {"type": "keepalive"},
        {"type": "image_generation.partial_image", "partial_image_index": 0},
        event("partial_image", b64_json=None),
        event("partial_image", b64_json="not base64!"),
    ],
    ids=["unknown", "unknown without more", "no picture", "null picture", "unreadable picture"],
)
def test_an_event_that_says_nothing_to_us_is_passed_over(
    streamed: Any, other: dict[str, Any]
) -> None:
    made, partials = streamed(other, event(usage=USAGE), other)

    assert (made.pictures, partials) == ([PICTURE], [])
    assert made.usage["output_tokens"] == 196


def test_a_completed_event_without_its_picture_is_billed_and_missing(streamed: Any) -> None:
    with pytest.raises(PicturesMissing, match="0 of 1 pictures") as missing:
        streamed(without("b64_json", usage=USAGE))

    assert missing.value.made.usage is not None
    assert missing.value.made.request_id == "req_1"


def test_usage_that_one_of_two_pictures_lacks_is_unknown(streamed: Any) -> None:
    assert streamed(event(usage=USAGE), event(), n=2)[0].usage is None


@pytest.mark.parametrize("usage", [None, NULLS, {}, {"input_tokens": 1}])
def test_a_whole_answer_comes_whatever_its_usage_lacks(whole: Any, usage: Any) -> None:
    picture = base64.b64encode(PICTURE).decode()

    made = whole(created=1, data=[{"b64_json": picture}], usage=usage)

    assert (made.pictures, made.request_id) == ([PICTURE], "req_1")


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes AWS refuse to give the key, for a reason."""

    def refuse(code: str) -> None:
        def fetch(_: Any) -> str:
            raise ClientError({"Error": {"Code": code}}, "GetParameter")

        monkeypatch.setattr(resources, "secret", fetch)

    return refuse


def test_a_key_that_is_not_there_is_none(refused: Any) -> None:
    refused("ParameterNotFound")

    assert not client.has_key()


def test_a_key_that_cannot_be_read_now_is_not_taken_for_none(refused: Any) -> None:
    refused("ThrottlingException")

    with pytest.raises(ClientError, match="ThrottlingException"):
        client.has_key()
