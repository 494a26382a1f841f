"""GET /docs/ and the files beside it: Swagger UI on the API's own document."""

import hashlib
from pathlib import Path
from typing import Any

from splashmy.web import task

FOLDER = Path(__file__).parent
PAGE = "index.html"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}
HEADERS = {
    "Cache-Control": "no-cache",  # kept, and asked about by its ETag
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@task(timeout=10)
def handler(event: dict[str, Any]) -> dict[str, Any]:
    """The interactive documentation of the API. Its routes name every file there is."""
    name = event["resource"].removeprefix("/docs").strip("/")
    if not name and not event["path"].endswith("/"):
        return _answer(308, {"Location": "docs/"})  # the page names its files relative to it
    file = FOLDER / (name or PAGE)
    content = file.read_bytes()
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    if etag in _asked_about(event):
        return _answer(304, {"ETag": etag})
    headers = {"Content-Type": CONTENT_TYPES[file.suffix], "ETag": etag}
    return _answer(200, headers, content.decode())


def _asked_about(event: dict[str, Any]) -> str:
    headers = {name.lower(): value for name, value in (event["headers"] or {}).items()}
    return str(headers.get("if-none-match", ""))


def _answer(status: int, headers: dict[str, str], body: str = "") -> dict[str, Any]:
    return {"statusCode": status, "headers": HEADERS | headers, "body": body}
