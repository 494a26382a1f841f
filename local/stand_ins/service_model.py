"""What AWS documents of a service, as botocore carries it: the shapes of requests and answers."""

import base64
import re
from collections.abc import Iterator
from typing import Any

from botocore.model import ListShape, ServiceModel, Shape, StructureShape
from botocore.session import get_session

_TYPES: dict[str, Any] = {
    "structure": dict,
    "list": list,
    "string": str,
    "blob": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
}


def service_model(service: str) -> ServiceModel:
    return get_session().get_service_model(service)


def faults(value: Any, shape: Shape, place: str = "") -> Iterator[str]:
    """Where a JSON value is not what the shape says; botocore checks neither answers nor names,
    patterns and upper limits."""
    expected = _TYPES[shape.type_name]
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        yield f"{place or shape.name} is no {shape.type_name}"
        return
    yield from (f"{place or shape.name} {broken}" for broken in _broken_limits(value, shape))
    if isinstance(shape, StructureShape):
        yield from _faults_of_members(value, shape, place)
    elif isinstance(shape, ListShape):
        for number, one in enumerate(value):
            yield from faults(one, shape.member, f"{place}[{number}]")


def _faults_of_members(value: dict[str, Any], shape: StructureShape, place: str) -> Iterator[str]:
    for name in sorted({*shape.required_members} - {*value}):
        yield f"{place}.{name} is missing"
    for name, one in value.items():
        if name in shape.members:
            yield from faults(one, shape.members[name], f"{place}.{name}")
        else:
            yield f"{place}.{name} is unknown"


def _broken_limits(value: Any, shape: Shape) -> Iterator[str]:
    limits = shape.metadata
    size = _size(value, shape)
    if size is not None and not limits.get("min", size) <= size <= limits.get("max", size):
        yield f"is not within {limits.get('min', '')}..{limits.get('max', '')}"
    if "enum" in limits and value not in limits["enum"]:
        yield f"is none of {limits['enum']}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], value):
        yield f"does not match {limits['pattern']}"


def _size(value: Any, shape: Shape) -> float | None:
    """A number's value, a text's or a list's length, a blob's bytes."""
    if shape.type_name == "blob":
        return len(base64.b64decode(value))
    if shape.type_name in ("structure", "boolean"):
        return None
    return float(value) if isinstance(value, int | float) else len(value)
