"""The studio's pages at `/`, as CloudFront serves them on AWS.

`/` and `/{bucket}/...` are the emulator's S3 too, so whatever carries a signature stays with it.
"""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from infra import browser_policy
from local.emulator.address import App, Message, Send

_NOT_PAGES = ("/api/", "/docs", "/_")


def with_studio(app: App, folder: Path) -> App:
    """`folder` is looked into at each request: a new build shows without a restart."""

    async def served(scope: Message, receive: object, send: Send) -> None:
        if file := _file(scope, folder.resolve()):
            await _answer(send, file, folder.resolve(), has_body=scope["method"] == "GET")
        else:
            await app(scope, receive, send)

    return served


def _file(scope: Message, folder: Path) -> Path | None:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _is_signed(scope):
        return None
    path = str(scope["path"])
    if path.startswith(_NOT_PAGES):
        return None
    file = (folder / path.lstrip("/")).resolve()
    if file.is_relative_to(folder) and file.is_file():
        return file
    page = folder / "index.html"
    return page if _asks_for_a_page(scope) and page.is_file() else None


def _is_signed(scope: Message) -> bool:
    names = [name.lower() for name, _ in scope["headers"]]
    signed = b"authorization" in names or any(name.startswith(b"x-amz-") for name in names)
    return signed or b"X-Amz-" in scope.get("query_string", b"")


def _asks_for_a_page(scope: Message) -> bool:
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return b"text/html" in accepted and "." not in scope["path"].rpartition("/")[2]


async def _answer(send: Send, file: Path, folder: Path, *, has_body: bool) -> None:
    content = file.read_bytes()
    headers = list(_headers(file, folder, len(content)))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content if has_body else b""})


def _headers(file: Path, folder: Path, size: int) -> Iterator[tuple[bytes, bytes]]:
    is_immutable = file.is_relative_to(folder / browser_policy.IMMUTABLE_FOLDER)
    caching = browser_policy.IMMUTABLE if is_immutable else browser_policy.ALWAYS_FRESH
    yield b"content-length", str(size).encode()
    yield b"content-type", (mimetypes.guess_type(file.name)[0] or "text/plain").encode()
    yield b"cache-control", caching.encode()
    yield b"content-security-policy", browser_policy.content_security_policy().encode()
    yield b"permissions-policy", browser_policy.PERMISSIONS.encode()
    yield b"referrer-policy", browser_policy.REFERRER.encode()
    yield b"x-content-type-options", b"nosniff"
