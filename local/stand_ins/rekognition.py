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

from botocore.exceptions import ClientError
from PIL import Image, UnidentifiedImageError

from local import aws
from local.stand_ins import labels, steering
from local.stand_ins.messages import Answer, Request, json_answer
from local.stand_ins.service_model import faults, service_model

_MODEL = service_model("rekognition")
_MAX_STORED = 15 * 1024**2  # bytes; the model limits those that a request carries
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
    key = asked["Image"].get("S3Object", {}).get("Name", "")
    _note_caller(request, operation, asked["Image"].get("S3Object"))
    fault = steering.received("rekognition", operation, key)
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


def _note_caller(request: Request, operation: str, stored: dict[str, str] | None) -> None:
    """Rekognition reads from S3 what its caller may read there: see `emulator/calls.py`."""
    if not (file := os.environ.get("LOCAL_CALLS_FILE")):
        return
    found = re.search(r"Credential=([^/]+)/", request.headers.get("authorization", ""))
    key = found[1] if found else ""
    calls = [{"key": key, "action": f"rekognition:{operation}", "resource": "*"}]
    if stored:
        action = "s3:GetObjectVersion" if stored.get("Version") else "s3:GetObject"
        where = f"arn:aws:s3:::{stored['Bucket']}/{stored['Name']}"
        calls.append({"key": key, "action": action, "resource": where})
    with Path(file).open("a") as lines:
        lines.writelines(f"{json.dumps(call)}\n" for call in calls)


def _answer(content: object, status: int = 200) -> Answer:
    return json_answer(content, status, content_type="application/x-amz-json-1.1")


def _error(status: int, code: str, message: str) -> Answer:
    return _answer({"__type": code, "Message": message}, status)


def _picture(source: dict[str, Any]) -> Image.Image:
    if not source:
        raise _RefusedError("InvalidParameterException", "Request has invalid parameters")
    stored = "S3Object" in source
    content = _stored(source["S3Object"]) if stored else base64.b64decode(source["Bytes"])
    if len(content) > _MAX_STORED:
        raise _RefusedError("ImageTooLargeException", "Image size is too large.")
    try:
        picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        message = "Request has invalid image format"
        raise _RefusedError("InvalidImageFormatException", message) from error
    if not _MIN_SIDE <= min(picture.size) <= max(picture.size) <= _MAX_SIDE:
        raise _RefusedError("InvalidParameterException", "Request has invalid parameters")
    return picture.convert("RGB")


def _stored(place: dict[str, str]) -> bytes:
    version = {"VersionId": place["Version"]} if place.get("Version") else {}
    s3 = aws.client("s3", os.environ["AWS_ENDPOINT_URL"])
    try:
        found = s3.get_object(Bucket=place["Bucket"], Key=place["Name"], **version)
    except ClientError as error:
        message = (
            "Unable to get object metadata from S3. "
            "Check object key, region and/or access permissions."
        )
        raise _RefusedError("InvalidS3ObjectException", message) from error
    return bytes(found["Body"].read())


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
