"""What DynamoDB counts of an item, by its published rules.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

from collections.abc import Mapping
from typing import Any

WRITE_UNIT, READ_UNIT = 1024, 4096  # bytes


def item_bytes(item: Mapping[str, Any]) -> int:
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def write_units(size: int, *, together: bool) -> int:
    """A write in a transaction counts twice."""
    return -(-size // WRITE_UNIT) * (2 if together else 1)


def read_units(size: int) -> float:
    """Of an eventually consistent Query that finds so many bytes."""
    return max(1, -(-size // READ_UNIT)) / 2


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "N":
        return -(-len(held.strip("-").replace(".", "")) // 2) + 1
    if kind == "L":
        return 3 + sum(1 + _value_bytes(one) for one in held)
    if kind == "M":
        return 3 + len(held) + item_bytes(held)
    return 1
