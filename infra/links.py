"""The links of the API's document: from what makes something to what can be done with it.

Where a thing is follows from `location`, or from the path below the one that makes it. Tools that
test by the document reach a thing's states through these, and pages show them.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from splashmy.web import Endpoint

Json = dict[str, Any]
# Of one operation: its path without a prefix, and its id in the document.
Operations = Iterable[tuple[str, str]]


def of(endpoint: Endpoint[Any, Any], operations: Operations) -> Json:
    """By the id of the operation that a link leads to; empty unless it makes something."""
    start, _, field = _location(endpoint).rpartition("/")
    if not start:
        return {}
    found = re.compile(rf"{re.escape(start)}/{{(\w+)}}(?:/[\w-]+)*")
    matches = {id: found.fullmatch(path) for path, id in operations}
    return {
        id: {"operationId": id, "parameters": {one[1]: _expression(field, one[1])}}
        for id, one in matches.items()
        if one
    }


def _location(endpoint: Endpoint[Any, Any]) -> str:
    """Where the thing is, as `location` says; below the path that makes it, if that has no ids."""
    makes = endpoint.status == HTTPStatus.CREATED and "{" not in endpoint.paths[0]
    return endpoint.location or (f"{endpoint.paths[0]}/{{}}" if makes else "")


def _expression(field: str, parameter: str) -> str:
    """The field of the answer's data that the parameter takes: `{image[id]}`, `id` or `slug`."""
    named = re.findall(r"\w+", field) or ["id" if parameter.endswith("_id") else parameter]
    return "/".join(["$response.body#/data", *named])
