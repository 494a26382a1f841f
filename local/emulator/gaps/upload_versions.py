import contextvars
import json
from typing import Any

from ministack.services import eventbridge, s3

_version: contextvars.ContextVar[str | None] = contextvars.ContextVar("version", default=None)


def close() -> None:
    """`version-id` in a versioned bucket's events: the emulator leaves it out, AWS doesn't."""
    fire, dispatch = s3._fire_s3_event, eventbridge._dispatch_event

    def fire_with_version(*args: Any, version_id: str | None = None, **kwargs: Any) -> None:
        _version.set(version_id)
        fire(*args, version_id=version_id, **kwargs)

    def dispatch_with_version(event: dict[str, Any], *view: Any) -> Any:
        if event.get("Source") == "aws.s3" and (version := _version.get()):
            detail = json.loads(event["Detail"])
            detail["object"]["version-id"] = version
            return dispatch({**event, "Detail": json.dumps(detail)})
        return dispatch(event, *view)

    s3._fire_s3_event = fire_with_version
    eventbridge._dispatch_event = dispatch_with_version
