"""OpenAI's Images API, `/v1/images/generations` and `/v1/images/edits`, in its wire format.

A prompt that contains `[unsafe]` is refused as `moderation_blocked`.
"""

import json
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from local.stand_ins import NAME, pictures, steering
from local.stand_ins.messages import Answer, Request, json_answer
from local.stand_ins.openai_errors import (
    RefusedError,
    fault_answer,
    moderation_blocked,
    new_request_id,
)
from local.stand_ins.openai_requests import Asked, parse_edit, parse_generation

_BETWEEN_EVENTS_S = 0.1
_OUTPUT_TOKENS = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}


def answer_generation(request: Request) -> Answer:
    return _answer(request, parse_generation, "image_generation")


def answer_edit(request: Request) -> Answer:
    return _answer(request, parse_edit, "image_edit")


def _answer(request: Request, parse: Callable[[Request], Asked], event: str) -> Answer:
    try:
        asked = parse(request)
    except RefusedError as refusal:
        return refusal.answer
    parameters = asked.parameters
    details = parameters.model_dump(exclude={"prompt"})
    details["images"] = [_size(photo) for photo in asked.photos]
    details["mask"] = _size(asked.mask) if asked.mask else None
    fault = steering.received("openai", event, parameters.prompt, parameters=details)
    if asked.files:
        steering.keep_files(parameters.prompt, asked.files)
    steering.delay(fault)
    if fault and (failed := fault_answer(fault, parameters.model)):
        return failed
    if "[unsafe]" in parameters.prompt:
        return moderation_blocked()
    if parameters.stream:
        return Answer(200, _events(asked, event, fault), _headers("text/event-stream"))
    return _whole(asked, fault)


def _size(picture: Image.Image) -> str:
    return f"{picture.width}x{picture.height}"


def _headers(content_type: str) -> dict[str, str]:
    return {"content-type": content_type, "x-request-id": new_request_id()}


def _paint(asked: Asked, variation: int, fault: steering.Fault | None) -> Image.Image:
    if fault and fault.fault == "unsafe_output":
        return pictures.unsafe(asked)
    return pictures.paint(asked, variation)


def _whole(asked: Asked, fault: steering.Fault | None) -> Answer:
    painted = [_paint(asked, variation, fault) for variation in range(asked.parameters.n)]
    usage = _reported(_usage(asked, len(painted)), fault)
    described = _described(asked, painted[0], "opaque")
    if fault and fault.fault == "missing_picture":
        painted.pop()
    content = {
        "created": int(time.time()),
        "model": NAME,
        **described,
        "data": [{"b64_json": pictures.encode(one, asked.parameters)} for one in painted],
        "usage": usage,
    }
    return json_answer(content, x_request_id=new_request_id())


def _described(asked: Asked, picture: Image.Image, undecided: str) -> dict[str, str]:
    parameters = asked.parameters
    return {
        "background": "transparent" if parameters.transparent else undecided,
        "output_format": parameters.output_format,
        "quality": _quality(asked),
        "size": f"{picture.width}x{picture.height}",
    }


def _quality(asked: Asked) -> str:
    quality = asked.parameters.quality
    return "medium" if quality == "auto" else quality


def _usage(asked: Asked, count: int) -> dict[str, Any]:
    width, height = asked.parameters.pixels(asked.photos[0] if asked.photos else None)
    text = math.ceil(len(asked.parameters.prompt) / 4)
    seen = sum(math.ceil(photo.width * photo.height / 1024) for photo in asked.photos)
    made = count * round(_OUTPUT_TOKENS[_quality(asked)] * width * height / 1024**2)
    return {
        "total_tokens": text + seen + made,
        "input_tokens": text + seen,
        "output_tokens": made,
        "input_tokens_details": {"text_tokens": text, "image_tokens": seen},
        "output_tokens_details": {"text_tokens": 0, "image_tokens": made},
    }


def _reported(usage: dict[str, Any], fault: steering.Fault | None) -> dict[str, Any] | None:
    """What is said of the usage; odd answers were seen where a gateway stands before OpenAI."""
    match fault.fault if fault else None:
        case "no_usage":
            return None
        case "null_usage":
            return dict.fromkeys(usage)
        case "no_usage_details":
            usage.pop("output_tokens_details")
    return usage


def _odd_events(event: str) -> bytes:
    """One that nobody knows yet, and one that lacks its picture."""
    odd = ({"type": f"{event}.progress"}, {"type": f"{event}.partial_image"})
    return "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in odd).encode()


def _events(asked: Asked, event: str, fault: steering.Fault | None) -> Iterator[bytes]:
    """Partial images, then the completed one; a cut stream ends after the first without a word."""
    pause = fault.seconds if fault and fault.fault == "slow_stream" else _BETWEEN_EVENTS_S
    for variation in range(asked.parameters.n):
        picture = _paint(asked, variation, fault)
        for index in range(asked.parameters.partial_images):
            partial = pictures.unfinished(picture, index)
            yield _event(f"{event}.partial_image", asked, partial, partial_image_index=index)
            if fault and fault.fault == "cut_stream":
                return
            time.sleep(pause)
        if fault and fault.fault == "cut_stream":
            return
        usage = _reported(_usage(asked, 1), fault)
        if usage:
            usage.pop("output_tokens_details", None)  # events never have it
        if fault and fault.fault == "odd_events":
            yield _odd_events(event)
        yield _event(f"{event}.completed", asked, picture, usage=usage)


def _event(kind: str, asked: Asked, picture: Image.Image, **more: Any) -> bytes:
    content = {
        "type": kind,
        "model": NAME,
        "created_at": int(time.time()),
        "b64_json": pictures.encode(picture, asked.parameters),
        **_described(asked, picture, "auto"),
        **more,
    }
    return f"event: {kind}\ndata: {json.dumps(content)}\n\n".encode()
