"""The friendly address: `/api/v1/...` and `/docs...` reach the one deployed REST API.

On AWS a custom domain does this; the emulator's own form is `/_aws/execute-api/{id}/{stage}/...`.
"""

import contextvars
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ministack.services import apigateway_v1

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Any, Send], Awaitable[None]]

_through_custom_domain = contextvars.ContextVar("through_custom_domain", default=False)


def friendly(app: App) -> App:
    build_plain = apigateway_v1._build_lambda_event_v1

    def build_event(*args: Any, **kwargs: Any) -> dict[str, Any]:
        """The stage is in the path of an API's own address, but not in that of a custom domain."""
        event: dict[str, Any] = build_plain(*args, **kwargs)
        if _through_custom_domain.get():
            event["requestContext"] |= {
                "path": event["path"],
                "domainName": event["headers"].get("host", ""),
            }
        return event

    async def addressed(scope: Message, receive: Any, send: Send) -> None:
        if not (scope["type"] == "http" and _is_friendly(scope["path"])):
            await app(scope, receive, send)
        elif prefix := _deployed_api():
            _through_custom_domain.set(True)
            path = prefix + scope["path"]
            raw = prefix.encode() + scope.get("raw_path", scope["path"].encode())
            await app({**scope, "path": path, "raw_path": raw}, receive, send)
        else:
            await _answer_not_deployed(send)

    apigateway_v1._build_lambda_event_v1 = build_event
    return addressed


def _is_friendly(path: str) -> bool:
    return path == "/docs" or path.startswith(("/api/v1/", "/docs/", "/docs."))


def _deployed_api() -> str | None:
    for (_account, _region, api_id), _api in apigateway_v1._rest_apis.all_items():
        for stage in apigateway_v1.stages_for_api(api_id):
            return f"/_aws/execute-api/{api_id}/{stage}"
    return None


async def _answer_not_deployed(send: Send) -> None:
    body = json.dumps({"message": "No API is deployed here yet."}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})
