"""Requests and answers of the stand-ins, and how a multipart form is read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Any


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body or b"null")


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def json_answer(content: object, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(content).encode()
    return Answer(status, body, {"content-type": "application/json", **named})


def form_parts(request: Request) -> list[tuple[str, bytes]]:
    """The names and contents of a multipart/form-data body, in order."""
    boundary = b"--" + str(request.headers.get_param("boundary")).encode()
    return [_form_part(part) for part in request.body.split(boundary)[1:-1]]


def _form_part(part: bytes) -> tuple[str, bytes]:
    head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = BytesHeaderParser().parsebytes(head)
    name = headers.get_param("name", header="content-disposition")
    return str(name), content.removesuffix(b"\r\n")
