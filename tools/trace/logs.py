"""The log lines of an environment that hold an id, of every function of a timeline."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from botocore.config import Config

from splashmy.core.resources import session

# FilterLogEvents is throttled at a few calls a second: wait as it says.
_PATIENT = Config(retries={"total_max_attempts": 10, "mode": "adaptive"})


@dataclass(frozen=True)
class Line:
    """What a function, or the API's gateway, said."""

    at: datetime
    source: str
    said: dict[str, Any]


def functions(environment: str) -> list[str]:
    pages = _client().get_paginator("describe_log_groups")
    prefix = _group(environment, "")
    found = pages.paginate(logGroupNamePrefix=prefix)
    return [one["logGroupName"].removeprefix(prefix) for page in found for one in page["logGroups"]]


def of_functions(
    environment: str, names: Collection[str], ids: Collection[str], since: datetime
) -> list[Line]:
    """In the order they were said; each once, whichever of the ids it holds."""
    found = {
        (name, event["timestamp"], event["message"]): event
        for name in names
        for id in ids
        for event in _events(_group(environment, name), id, since)
    }
    lines = [_line(name, event) for (name, _, _), event in found.items()]
    return sorted(lines, key=lambda line: line.at)


def of_gateway(environment: str, request_ids: Collection[str], since: datetime) -> list[Line]:
    """What the access log has of these requests."""
    group = f"/aws/apigateway/splashmy-{environment}"
    return [_line("gateway", event) for id in request_ids for event in _events(group, id, since)]


def _events(group: str, id: str, since: datetime) -> Iterator[dict[str, Any]]:
    logs = _client()
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group,
        filterPattern=f'"{id}"',
        startTime=int(since.timestamp() * 1000),
    )
    try:
        for page in pages:
            yield from (one for one in page["events"] if one["message"].startswith("{"))
    except logs.exceptions.ResourceNotFoundException:
        return


def _group(environment: str, function: str) -> str:
    return f"/aws/lambda/splashmy-{environment}-{function}"


def _line(source: str, event: dict[str, Any]) -> Line:
    at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
    return Line(at, source, json.loads(event["message"]))


@cache
def _client() -> Any:
    make: Any = session().create_client
    return make("logs", config=_PATIENT)
