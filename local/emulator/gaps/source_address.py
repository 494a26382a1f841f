from typing import Any

from ministack.services import apigateway_v1


def close() -> None:
    """sourceIp of a request: the emulator believes the header X-Forwarded-For, AWS only the peer.

    The emulator is reached over loopback alone.
    """
    build_event = apigateway_v1._build_lambda_event_v1

    def with_peer(*args: Any, **kwargs: Any) -> dict[str, Any]:
        event: dict[str, Any] = build_event(*args, **kwargs)
        event["requestContext"]["identity"]["sourceIp"] = "127.0.0.1"
        return event

    apigateway_v1._build_lambda_event_v1 = with_peer
