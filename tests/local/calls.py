"""How the tests speak to the sample stack."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import Any

from local.stack import Stack


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def call(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """`content_type="text/plain"` is sent as the header content-type."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def recorded(stack: Stack) -> list[dict[str, Any]]:
    """The events that the sample's recording function received, from its log."""
    group = f"/aws/lambda/{stack.outputs['RecordingName']}"
    logs = stack.client("logs")
    try:
        lines = [line["message"] for line in logs.filter_log_events(logGroupName=group)["events"]]
    except logs.exceptions.ResourceNotFoundException:
        return []
    recorded = (line.partition("RECORDED ")[2] for line in lines)
    return [json.loads(event) for event in recorded if event]
