"""A small client of the API and of S3's upload forms, on the standard library."""

import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

Json = dict[str, Any]

PATIENCE = 180  # seconds for one thing to be ready


class DemoError(Exception):
    """Why the job did not end well, in one sentence."""


class RefusedError(DemoError):
    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Api:
    """Calls to the API that hand out `data`, and say what was refused."""

    def __init__(self, api_url: str) -> None:
        self.root = api_url.rstrip("/") + "/api/v1"
        self.token = ""

    def get(self, path: str) -> Json:
        return self.call("GET", path)[0]

    def post(self, path: str, body: Json) -> Json:
        return self.call("POST", path, body)[0]

    def call(self, method: str, path: str, body: Json | None = None) -> tuple[Json, float]:
        """The data, or the page of a list, and how many seconds to wait before asking again."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if method == "POST" and path.startswith("/processing/"):
            headers["Idempotency-Key"] = str(uuid.uuid4())
        url = path if path.startswith("http") else self.root + path
        content = None if body is None else json.dumps(body).encode()
        answer, seen = send(Request(url, content, headers, method=method))
        envelope: Json = json.loads(answer)
        return envelope.get("data") or envelope["pagination"], float(seen.get("Retry-After") or 1)

    def until(self, path: str, done: set[str]) -> Json:
        """Ask until `status` is one of `done`, as often as the answers say."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            thing, wait = self.call("GET", path)
            if thing["status"] in done:
                return thing
            time.sleep(min(wait, 5))
        raise DemoError(f"{path} was still {thing['status']} after {PATIENCE} seconds.")

    def listed(self, path: str) -> Iterator[Json]:
        page: str | None = path
        while page:
            listing = self.get(page)
            yield from listing["results"]
            page = listing["next"]


def multipart(fields: dict[str, str], photo: Path, content_type: str, boundary: str) -> bytes:
    """The form that S3 expects: the signed fields first, the file last."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="{quote(photo.name)}"\r\nContent-Type: {content_type}\r\n\r\n'
    )
    return b"".join([*parts, head.encode(), photo.read_bytes(), f"\r\n--{boundary}--\r\n".encode()])


def send(request: Request) -> tuple[bytes, Json]:
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.read(), dict(answer.headers)
    except HTTPError as refused:
        raise RefusedError(_reason(refused), refused.code) from refused
    except URLError as unreachable:
        raise DemoError(f"{request.host} does not answer: {unreachable.reason}.") from unreachable


def _reason(refused: HTTPError) -> str:
    called = f"{refused.url.split('?')[0]} answered {refused.code}"
    try:
        failure = json.loads(refused.read())
        return f"{called}, {failure['error']['code']}: {failure['message']}"
    except (ValueError, KeyError, TypeError):
        return f"{called}."
