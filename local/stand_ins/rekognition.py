"""Rekognition's DetectModerationLabels and DetectLabels, AWS JSON 1.1.

Each request and each answer is held against botocore's model of the service.

A picture that is nearly all pure red (255, 0, 0) is unsafe, and no other.
"""

import base64
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from local.stand_ins import labels, steering
from local.stand_ins.messages import Answer, Request, json_answer
from local.stand_ins.service_model import faults, service_model

_MODEL = service_model("rekognition")
_MIN_SIDE, _MAX_SIDE = 80, 10_000  # pixels

_FAULTS = {
    "throttle": (400, "ThrottlingException"),
    "server_error": (500, "InternalServerError"),
}


class _RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message


def answer(request: Request) -> Answer:
    operation = str(request.headers.get("x-amz-target", "")).removeprefix("RekognitionService.")
    detect = _OPERATIONS.get(operation)
    if not detect:
        return _error(400, "UnknownOperationException", operation)
    asked = request.json()
    shapes: Any = _MODEL.operation_model(operation)
    if wrong := [*faults(asked, shapes.input_shape)]:
        return _error(400, "InvalidParameterException", "; ".join(wrong))
    _note_caller(request, operation)
    fault = steering.received("rekognition", operation, "")
    steering.delay(fault)
    if fault and fault.fault in _FAULTS:
        return _error(*_FAULTS[fault.fault], "a fault that a test asked for")
    try:
        found = detect(_picture(asked["Image"]), asked)
    except _RefusedError as refusal:
        return _error(400, refusal.code, refusal.message)
    if wrong := [*faults(found, shapes.output_shape)]:
        raise AssertionError(f"Rekognition would not answer this: {'; '.join(wrong)}")
    return _answer(found)


def _note_caller(request: Request, operation: str) -> None:
    """See `emulator/calls.py`."""
    if not (file := os.environ.get("LOCAL_CALLS_FILE")):
        return
    found = re.search(r"Credential=([^/]+)/", request.headers.get("authorization", ""))
    call = {
        "key": found[1] if found else "",
        "action": f"rekognition:{operation}",
        "resource": "*",
    }
    with Path(file).open("a") as lines:
        lines.write(f"{json.dumps(call)}\n")


def _answer(content: object, status: int = 200) -> Answer:
    return json_answer(content, status, content_type="application/x-amz-json-1.1")


def _error(status: int, code: str, message: str) -> Answer:
    return _answer({"__type": code, "Message": message}, status)


def _picture(source: dict[str, Any]) -> Image.Image:
    """It has no bucket to look into: SplashMy sends the picture itself."""
    if "S3Object" in source:
        message = (
            "Unable to get object metadata from S3. "
            "Check object key, region and/or access permissions."
        )
        raise _RefusedError("InvalidS3ObjectException", message)
    if not source:
        raise _RefusedError("InvalidParameterException", "Request has invalid parameters")
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(source["Bytes"])), formats=["JPEG", "PNG"])
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        message = "Request has invalid image format"
        raise _RefusedError("InvalidImageFormatException", message) from error
    if not _MIN_SIDE <= min(picture.size) <= max(picture.size) <= _MAX_SIDE:
        raise _RefusedError("InvalidParameterException", "Request has invalid parameters")
    return picture.convert("RGB")


def _detect_moderation_labels(picture: Image.Image, asked: dict[str, Any]) -> dict[str, Any]:
    found = labels.moderation(picture) if asked.get("MinConfidence", 50) <= labels.CERTAIN else []
    return {"ModerationLabels": found, "ModerationModelVersion": "7.0", "ContentTypes": []}


def _detect_labels(picture: Image.Image, asked: dict[str, Any]) -> dict[str, Any]:
    least, most = asked.get("MinConfidence", 55), asked.get("MaxLabels", 1000)
    found = [label for label in labels.content(picture) if label["Confidence"] >= least]
    return {"Labels": found[:most], "LabelModelVersion": "3.0"}


_OPERATIONS: dict[str, Callable[[Image.Image, dict[str, Any]], dict[str, Any]]] = {
    "DetectLabels": _detect_labels,
    "DetectModerationLabels": _detect_moderation_labels,
}
