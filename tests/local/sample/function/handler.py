"""What the sample stack runs; it needs nothing but the runtime."""

import json
import os
import sys
import time
from typing import Any

Event = dict[str, Any]


class RefusedError(Exception):
    pass


def answer(event: Event, _context: Any) -> Any:
    if event["path"].endswith("/failing"):
        raise RefusedError("an internal detail")
    if event["path"].endswith("/nonsense"):
        return ["not", "an", "answer"]
    if event["path"].endswith("/slow"):
        time.sleep(3)
    if event["path"].endswith("/large"):
        return {"statusCode": 200, "body": "x" * (6 * 1024**2 + 100)}
    if event["httpMethod"] == "POST":
        return {"statusCode": 200, "body": str(len(event["body"]))}
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


def echo(event: Event, _context: Any) -> str:
    """As many characters as it is asked for."""
    return "x" * int(event["answer"])


def refuse(event: Event, _context: Any) -> Event:
    raise RefusedError(f"refused {event.get('name')}")
