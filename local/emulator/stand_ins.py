"""The stand-ins' faults and calls at the studio's own address, for its monitor.

Pages of other sites run in the same browser and reach 127.0.0.1 too, so their requests are refused.
"""

import asyncio
import urllib.error
import urllib.request
from typing import Any

from local.emulator.address import App, Message, Send

PREFIX = "/_stand-ins"
_PATHS = ("/faults", "/calls", "/kinds")
_METHODS = ("GET", "PUT", "DELETE")
_HOSTS = ("127.0.0.1", "localhost")
_PATIENCE_S = 10
_JSON = (b"content-type", b"application/json")


def with_stand_ins(app: App, url: str) -> App:
    """`url` is where the stand-ins answer."""

    async def served(scope: Message, receive: Any, send: Send) -> None:
        path = str(scope.get("path", "")).removeprefix(PREFIX)
        if not (scope["type"] == "http" and scope["path"].startswith(f"{PREFIX}/")):
            await app(scope, receive, send)
        elif path not in _PATHS or scope["method"] not in _METHODS:
            await _answer(send, 404, b'{"error": "not found"}')
        elif not _is_own_page(dict(scope["headers"])):
            await _answer(send, 403, b'{"error": "for pages of this address only"}')
        else:
            asked = urllib.request.Request(
                f"{url}/_{path.lstrip('/')}", await _body(receive), method=scope["method"]
            )
            await _answer(send, *await asyncio.to_thread(_ask, asked))

    return served


def _is_own_page(headers: dict[bytes, bytes]) -> bool:
    """A browser says where a request comes from; `Host` is checked because a name of somebody
    else's may be made to resolve to 127.0.0.1.
    """
    host = headers.get(b"host", b"").decode("latin-1")
    own = f"http://{host}".encode("latin-1")
    return (
        host.partition(":")[0] in _HOSTS
        and headers.get(b"origin", own) == own
        and headers.get(b"sec-fetch-site", b"none") in (b"same-origin", b"none")
    )


async def _body(receive: Any) -> bytes:
    content = b""
    while True:
        message = await receive()
        content += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return content


def _ask(request: urllib.request.Request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 503, b'{"error": "the stand-ins do not answer"}'


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [_JSON, (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
