"""What the sample stack runs; it needs nothing but the runtime."""

import json
import os
import sys
from typing import Any

Event = dict[str, Any]


class RefusedError(Exception):
    pass


def answer(event: Event, _context: Any) -> Any:
    if event["path"].endswith("/failing"):
        raise RefusedError("an internal detail")
    if event["path"].endswith("/nonsense"):
        return ["not", "an", "answer"]
    return {"statusCode": 200, "body": json.dumps({"event": event, "runtime": _runtime()})}


def _runtime() -> dict[str, Any]:
    from greeting import GREETING  # type: ignore[import-not-found]

    return {
        "greeting": GREETING,
        "environment": sorted(os.environ),
        "modules": sorted(name for name in sys.modules if name.startswith("ministack")),
    }


def record(event: Event, _context: Any) -> Event:
    print("RECORDED " + json.dumps(event), flush=True)
    return event


def refuse(event: Event, _context: Any) -> Event:
    raise RefusedError(f"refused {event.get('name')}")
