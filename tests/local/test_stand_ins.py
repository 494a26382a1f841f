"""The stand-ins, through the clients that SplashMy uses."""

import base64
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pytest
from openai.types import ImageGenCompletedEvent, ImageGenPartialImageEvent, ImagesResponse
from PIL import Image

from local import aws
from local.stack import Stack
from local.stand_ins.service_model import faults, service_model
from tests.local.calls import Answer, call

MODEL = "gpt-image-2.5-flare"
KEY = {"authorization": "Bearer any"}


def encoded(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def mask_of(size: tuple[int, int], mode: str = "RGBA") -> bytes:
    return encoded(Image.new(mode, size))


@pytest.fixture
def url(sample: Stack) -> Iterator[str]:
    yield sample.stand_in_url
    call(f"{sample.stand_in_url}/_faults", "DELETE")
    call(f"{sample.stand_in_url}/_calls", "DELETE")


@pytest.fixture
def images(url: str) -> Iterator[Any]:
    with openai.OpenAI(api_key="any", base_url=f"{url}/v1", max_retries=0) as client:
        yield client.images


@pytest.fixture
def rekognition(url: str) -> Any:
    return aws.client("rekognition", url)


def test_a_generation_has_usage_and_says_that_it_is_a_preview(images: Any) -> None:
    answer = images.generate(model=MODEL, prompt="a fox", size="1024x1024", quality="low", n=2)

    pictures = [decoded(one.b64_json) for one in answer.data]
    assert [picture.size for picture in pictures] == [(1024, 1024)] * 2
    assert pictures[0].info["Software"] == "SplashMy local preview, not OpenAI"
    assert answer.model_extra == {"model": "splashmy-preview"}
    assert answer._request_id.startswith("req_")
    assert answer.usage.output_tokens == answer.usage.output_tokens_details.image_tokens > 0


@pytest.mark.parametrize("count", [1, 2])
def test_an_edit_takes_one_photo_or_several(images: Any, count: int) -> None:
    photos = [("photo.png", a_picture("teal", (300, 200)))] * count

    answer = images.edit(
        model=MODEL,
        image=photos[0] if count == 1 else photos,
        prompt="pencil",
        output_format="webp",
        output_compression=70,
    )

    picture = decoded(answer.data[0].b64_json)
    assert (picture.format, picture.size) == ("WEBP", (1536, 1024))
    assert answer.usage.input_tokens_details.image_tokens > 0


def test_a_mask_keeps_what_it_covers_and_the_mark_of_the_preview(images: Any) -> None:
    photo, mask = a_picture("teal"), Image.new("RGBA", (256, 256), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (0, 0, 128, 256))

    answer = images.edit(model=MODEL, image=photo, mask=encoded(mask), prompt="neon")

    picture = decoded(answer.data[0].b64_json).convert("RGB")
    assert picture.getpixel((900, 300)) == (0, 128, 128)
    marked = picture.crop((900, 980, 1024, 1024))
    assert len(marked.getcolors() or []) > 1


def test_a_stream_shows_partial_images_and_then_the_completed_one(images: Any) -> None:
    events = [*images.generate(model=MODEL, prompt="a fox", stream=True, partial_images=2)]

    assert [event.type for event in events] == [
        "image_generation.partial_image",
        "image_generation.partial_image",
        "image_generation.completed",
    ]
    assert [event.partial_image_index for event in events[:2]] == [0, 1]
    assert events[-1].usage.output_tokens > 0
    assert decoded(events[0].b64_json).size == decoded(events[-1].b64_json).size


def test_a_transparent_picture_is_transparent(images: Any) -> None:
    answer = images.edit(
        model=MODEL, image=a_photo(), prompt="sticker cut-out", background="transparent"
    )

    assert answer.background == "transparent"
    assert decoded(answer.data[0].b64_json).getchannel("A").getextrema()[0] == 0


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"prompt": "a [unsafe] fox"}, 400, "moderation_blocked"),
        ({"model": "gpt-image-1"}, 404, "model_not_found"),
        ({"quality": "wonderful"}, 400, "invalid_value"),
        ({"size": "1000x1000"}, 400, "invalid_value"),
        ({"background": "transparent", "output_format": "jpeg"}, 400, "invalid_value"),
        ({"output_compression": 50}, 400, "invalid_value"),
        ({"output_format": "gif"}, 400, "invalid_value"),
        ({"quality": "hd"}, 400, "invalid_value"),
        ({"model": "gpt-image-2", "quality": "max"}, 400, "invalid_value"),
        ({"model": "gpt-image-2.6-flare", "background": "transparent"}, 400, "invalid_value"),
        ({"moderation": "none"}, 400, "invalid_value"),
        ({"response_format": "url"}, 400, "unknown_parameter"),
        ({"style": "vivid"}, 400, "unknown_parameter"),
        ({"extra_body": {"invented": 1}}, 400, "unknown_parameter"),
        ({"partial_images": 2}, 400, "invalid_value"),
        ({"prompt": "x" * 32_001}, 400, "invalid_value"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_openai_refuses_is_refused(
    images: Any, asked: dict[str, Any], status: int, code: str
) -> None:
    with pytest.raises(openai.APIStatusError) as refusal:
        images.generate(**{"model": MODEL, "prompt": "a fox", **asked})

    assert (refusal.value.status_code, refusal.value.code) == (status, code)


@pytest.mark.parametrize(
    ("asked", "status", "param"),
    [
        ({"mask": mask_of((200, 100))}, 400, "mask"),
        ({"mask": mask_of((256, 256), "L")}, 400, "mask"),
        ({"mask": mask_of((256, 256)) + bytes(4_000_000)}, 413, "mask"),
        ({"image": ("photo.gif", b"GIF89a")}, 400, "image"),
        ({"image": [("photo.png", mask_of((64, 64)))] * 17}, 400, "image"),
        ({"extra_body": {"moderation": "low"}}, 400, "moderation"),
        ({"input_fidelity": "high"}, 400, "input_fidelity"),
    ],
    ids=["size", "alpha", "bytes", "format", "count", "of generations", "of older models"],
)
def test_what_openai_refuses_of_an_edit_is_refused(
    images: Any, asked: dict[str, Any], status: int, param: str
) -> None:
    photo = {"image": ("photo.png", mask_of((256, 256)))}

    with pytest.raises(openai.APIStatusError) as refusal:
        images.edit(**{"model": MODEL, "prompt": "a fox", **photo, **asked})

    assert (refusal.value.status_code, refusal.value.param) == (status, param)


@pytest.mark.parametrize("background", ["auto", "transparent"])
def test_answers_are_of_openais_own_types_to_the_letter(url: str, background: str) -> None:
    body = {"model": MODEL, "prompt": "a fox", "background": background}

    answer = call(f"{url}/v1/images/generations", "POST", json.dumps(body).encode(), **KEY)

    ImagesResponse.model_validate_json(answer.body, strict=True)


def test_stream_events_are_of_openais_own_types_to_the_letter(url: str) -> None:
    body = {"model": MODEL, "prompt": "a fox", "stream": True, "partial_images": 1}

    answer = call(f"{url}/v1/images/generations", "POST", json.dumps(body).encode(), **KEY)

    lines = answer.body.decode().splitlines()
    partial, completed = (line[6:] for line in lines if line.startswith("data: "))
    ImageGenPartialImageEvent.model_validate_json(partial, strict=True)
    ImageGenCompletedEvent.model_validate_json(completed, strict=True)


def test_no_key_is_no_answer(url: str) -> None:
    answer = call(f"{url}/v1/images/generations", "POST", b'{"prompt": "a fox"}')

    assert (answer.status, answer.json()["error"]["code"]) == (401, "invalid_api_key")


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("rate_limit", 429, "rate_limit_exceeded"),
        ("insufficient_quota", 429, "insufficient_quota"),
        ("server_error", 500, None),
        ("invalid_key", 401, "invalid_api_key"),
        ("model_retired", 404, "model_not_found"),
        ("moderation_blocked", 400, "moderation_blocked"),
    ],
)
def test_a_fault_comes_as_often_as_asked_and_then_no_more(
    url: str, images: Any, fault: str, status: int, code: str | None
) -> None:
    steer(url, service="openai", fault=fault, match="a wolf", retry_after=2)

    images.generate(model=MODEL, prompt="a fox")
    with pytest.raises(openai.APIStatusError) as failure:
        images.generate(model=MODEL, prompt="a wolf")
    images.generate(model=MODEL, prompt="a wolf")

    waits = failure.value.response.headers.get("retry-after")
    assert (failure.value.status_code, failure.value.code) == (status, code)
    assert waits == ("2" if fault == "rate_limit" else None)


def test_a_cut_stream_ends_without_a_word(url: str, images: Any) -> None:
    steer(url, service="openai", fault="cut_stream")

    events = [*images.generate(model=MODEL, prompt="a fox", stream=True, partial_images=2)]

    assert [event.type for event in events] == ["image_generation.partial_image"]


def test_usage_may_lack_its_details(url: str, images: Any) -> None:
    steer(url, service="openai", fault="no_usage_details")

    answer = images.generate(model=MODEL, prompt="a fox")

    assert answer.usage.output_tokens > 0
    assert answer.usage.output_tokens_details is None


def test_a_timeout_does_not_answer_in_time(url: str, images: Any) -> None:
    steer(url, service="openai", fault="timeout", seconds=2)

    with pytest.raises(openai.APITimeoutError):
        images.generate(model=MODEL, prompt="a fox", timeout=0.5)


def test_an_unsafe_output_is_found_unsafe(url: str, images: Any, rekognition: Any) -> None:
    steer(url, service="openai", fault="unsafe_output")
    picture = images.generate(model=MODEL, prompt="a fox", output_format="jpeg").data[0].b64_json

    found = rekognition.detect_moderation_labels(
        Image={"Bytes": base64.b64decode(picture)}, MinConfidence=50
    )

    assert {label["Name"] for label in found["ModerationLabels"]} >= {"Violence"}


@pytest.mark.parametrize("colour", ["white", "teal", "darkred", "orange", "magenta"])
def test_no_other_colour_is_unsafe(rekognition: Any, colour: str) -> None:
    found = rekognition.detect_moderation_labels(Image={"Bytes": a_picture(colour)})

    assert found["ModerationLabels"] == []


def test_no_more_labels_are_named_than_were_asked_for(rekognition: Any) -> None:
    picture = {"Bytes": a_picture("teal")}

    labels = rekognition.detect_labels(Image=picture, MaxLabels=2, MinConfidence=60)["Labels"]

    assert len(labels) == 2
    assert all(label["Confidence"] >= 60 for label in labels)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ({"S3Object": {"Bucket": "nowhere", "Name": "nothing"}}, "InvalidS3ObjectException"),
        ({"Bytes": b"not a picture"}, "InvalidImageFormatException"),
    ],
)
def test_what_rekognition_cannot_read_is_refused(
    rekognition: Any, source: dict[str, Any], code: str
) -> None:
    with pytest.raises(rekognition.exceptions.ClientError, match=code):
        rekognition.detect_labels(Image=source)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"Image": {}},
        {"Image": {"S3Object": {"Bucket": "two words", "Name": "x"}}},
        {"Image": {"S3Object": {"Bucket": "bucket", "Name": ""}}},
        {"Image": {"Bytes": base64.b64encode(bytes(5 * 1024**2 + 1)).decode()}},
        {"Image": {"Bytes": "eA=="}, "MinConfidence": 101},
        {"Image": {"Bytes": "eA=="}, "MinConfidence": "50"},
        {"Image": {"Bytes": "eA=="}, "MaxLabels": True},
        {"Image": {"Bytes": "eA=="}, "Features": ["EVERYTHING"]},
        {"Image": {"Bytes": "eA=="}, "Colour": "red"},
    ],
    ids=lambda asked: json.dumps(asked)[:60],
)
def test_rekognition_takes_what_its_model_says_only(url: str, asked: dict[str, Any]) -> None:
    answer = ask_rekognition(url, "DetectLabels", asked)

    assert (answer.status, answer.json()["__type"]) == (400, "InvalidParameterException")


@pytest.mark.parametrize("operation", ["DetectLabels", "DetectModerationLabels"])
@pytest.mark.parametrize("colour", ["red", "teal"])
def test_rekognition_answers_what_its_model_says(url: str, operation: str, colour: str) -> None:
    picture = base64.b64encode(a_picture(colour)).decode()
    model: Any = service_model("rekognition").operation_model(operation)

    answer = ask_rekognition(url, operation, {"Image": {"Bytes": picture}})

    assert answer.status == 200
    assert [*faults(answer.json(), model.output_shape)] == []


def test_an_answer_unlike_the_model_is_found() -> None:
    model: Any = service_model("rekognition").operation_model("DetectLabels")
    answer = {"Labels": [{"Name": 1, "Confidence": 101.0, "Parents": {}, "Color": "red"}]}

    assert [*faults(answer, model.output_shape)] == [
        ".Labels[0].Name is no string",
        ".Labels[0].Confidence is not within 0..100",
        ".Labels[0].Parents is no list",
        ".Labels[0].Color is unknown",
    ]


@pytest.mark.parametrize("fault", ["throttle", "server_error"])
def test_rekognitions_faults_are_errors_of_its_model(
    url: str, rekognition: Any, fault: str
) -> None:
    steer(url, service="rekognition", fault=fault, times=2)
    known = service_model("rekognition").operation_model("DetectLabels").error_shapes

    with pytest.raises(rekognition.exceptions.ClientError) as failure:
        rekognition.detect_labels(Image={"Bytes": a_picture("teal")})

    assert failure.value.response["Error"]["Code"] in {shape.name for shape in known}


@pytest.mark.parametrize(
    ("service", "fault"), [("rekognition", "rate_limit"), ("openai", "throttle")]
)
def test_a_fault_belongs_to_its_service(url: str, service: str, fault: str) -> None:
    wanted = json.dumps([{"service": service, "fault": fault}]).encode()

    answer = call(f"{url}/_faults", "PUT", wanted)

    assert (answer.status, call(f"{url}/_faults").json()) == (422, [])


def test_every_fault_is_explained(url: str) -> None:
    page = (Path(__file__).parents[2] / "local" / "README.md").read_text()

    kinds = call(f"{url}/_kinds").json()

    assert [*kinds] == ["openai", "rekognition"]
    assert [name for names in kinds.values() for name in names if f"`{name}`" not in page] == []


def test_fifty_calls_at_once_are_all_answered_and_noted(url: str, images: Any) -> None:
    def generate(number: int) -> int:
        answer = images.generate(model=MODEL, prompt=f"fox {number}", size="256x256")
        return len(answer.data)

    with ThreadPoolExecutor(50) as pool:
        counts = [*pool.map(generate, range(50))]

    calls = call(f"{url}/_calls").json()
    assert counts == [1] * 50
    assert {one["text"] for one in calls} == {f"fox {number}" for number in range(50)}


def steer(url: str, **fault: Any) -> None:
    assert call(f"{url}/_faults", "PUT", json.dumps([fault]).encode()).status == 200


def ask_rekognition(url: str, operation: str, asked: dict[str, Any]) -> Answer:
    """Past botocore's own checks."""
    target = f"RekognitionService.{operation}"
    return call(url, "POST", json.dumps(asked).encode(), x_amz_target=target)


def a_picture(colour: str, size: tuple[int, int] = (256, 256)) -> bytes:
    return encoded(Image.new("RGB", size, colour))


def a_photo() -> bytes:
    return (Path(__file__).parents[2] / "local" / "photograph.jpg").read_bytes()


def decoded(content: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(content)))
