import copy
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from ministack.services import dynamodb

Item = dict[str, Any]

REMEMBERED = 100_000  # changes of all tables, since the emulator started


@dataclass(frozen=True)
class Change:
    """What an item was before; None is an item that was not there."""

    table: str
    key: tuple[str, str]
    before: Item | None
    moment: float = field(default_factory=time.time)


def close() -> None:
    """The moment of RestoreTableToPointInTime: the emulator copies the table as it is now."""
    emit, restore = dynamodb._emit_stream_event, dynamodb._restore_table_to_point_in_time
    changes: deque[Change] = deque(maxlen=REMEMBERED)

    def emit_and_remember(
        table: str, event: str, old: Item | None, new: Item | None, *more: Any, **named: Any
    ) -> None:
        emit(table, event, old, new, *more, **named)
        changes.append(Change(table, _key(table, old or new or {}), copy.deepcopy(old)))

    def restore_to_moment(asked: dict[str, Any]) -> Any:
        answer = restore(asked)
        if answer[0] == 200 and (moment := asked.get("RestoreDateTime")):
            later = [one for one in changes if one.moment > float(moment)]
            _undo(asked["TargetTableName"], asked["SourceTableName"], later)
        return answer

    dynamodb._emit_stream_event = emit_and_remember
    dynamodb._restore_table_to_point_in_time = restore_to_moment


def _undo(target: str, source: str, later: list[Change]) -> None:
    table = dynamodb._tables[target]
    for change in reversed(later):
        if change.table == source:
            hash_key, range_key = change.key
            table["items"][hash_key].pop(range_key, None)
            if change.before is not None:
                table["items"][hash_key][range_key] = copy.deepcopy(change.before)
    dynamodb._items_replaced(table)


def _key(table: str, item: Item) -> tuple[str, str]:
    """As the emulator's tables are keyed."""
    schema = dynamodb._tables[table]
    hash_key = dynamodb._extract_key_val(item.get(schema["pk_name"]))
    if not schema["sk_name"]:
        return hash_key, "__no_sort__"
    return hash_key, dynamodb._extract_key_val(item.get(schema["sk_name"]))
