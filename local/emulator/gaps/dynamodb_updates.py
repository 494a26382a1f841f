from collections.abc import Iterator
from decimal import localcontext
from itertools import chain
from typing import Any

from ministack.services import dynamodb

from local.emulator.gaps.dynamodb_conditions import canonical
from local.emulator.gaps.update_expressions import (
    Part,
    Path,
    Token,
    call_of,
    faults_of,
    parts_of,
    path_of,
    sides_of,
    split,
)

Item = dict[str, Any]

NO_SUCH_PATH = "The document path provided in the update expression is invalid for update"
OF_THE_KEY = "Cannot update an attribute that is part of the key"
WRONG_TYPE = "An operand in the update expression has an incorrect data type"
ENOUGH = 300  # digits: between the largest and the smallest number there are 256 places


def close() -> None:
    """Updates that DynamoDB refuses, which the emulator carries out in some way, and lists.

    Several elements of a list are removed, or appended, as they were numbered before the update.
    Sums have 38 digits; the emulator's have 28.
    """
    apply, update = dynamodb._apply_update_expression, dynamodb._update_item
    transact, check = dynamodb._transact_write_items, dynamodb._transact_write_action_error

    def apply_if_valid(
        item: Item, expression: str, values: Item, names: Any, updated: Any = None
    ) -> Any:
        parts, values = parts_of(expression), canonical(values or {})
        faults = faults_of(parts, values, names or {})
        for fault in chain(faults, _misfits(parts, item, values, names or {})):
            raise ValueError(fault)
        with localcontext(prec=ENOUGH):
            changed, paths = apply(item, _in_order(parts, names or {}), values, names, updated)
        for path in paths:
            _require_a_number(dynamodb._get_at_path(changed, path))
        return canonical(changed), paths

    def update_if_valid(request: Item) -> Any:
        return _refused(request) or update(request)

    def check_if_valid(kind: str, act: Any) -> Any:
        return check(kind, act) or (_refused(act) if kind == "Update" else None)

    def transact_if_valid(request: Item) -> Any:
        acts = request.get("TransactItems") or []
        reasons = {at: OF_THE_KEY for at, act in enumerate(acts) if _changes_a_key(act)}
        if reasons:
            return dynamodb._transact_validation_cancel_response(len(acts), reasons)
        return transact(request)

    dynamodb._transact_write_items = transact_if_valid
    dynamodb._apply_update_expression = apply_if_valid
    dynamodb._update_item = update_if_valid
    dynamodb._transact_write_action_error = check_if_valid


def _refused(act: Item) -> Any:
    """Before the item is looked at."""
    parts = parts_of(act.get("UpdateExpression") or "")
    values, names = act.get("ExpressionAttributeValues"), act.get("ExpressionAttributeNames")
    for fault in faults_of(parts, values or {}, names or {}):
        return dynamodb.error_response_json("ValidationException", fault, 400)
    return None


def _changes_a_key(act: Item) -> bool:
    """Which the emulator refuses outside of transactions only."""
    update = act.get("Update") or {}
    table = dynamodb._tables.get(update.get("TableName")) or {}
    keys = {table.get("pk_name"), table.get("sk_name")}
    names = update.get("ExpressionAttributeNames") or {}
    parts = parts_of(update.get("UpdateExpression") or "")
    return any(path_of(split(part)[0], names)[:1] == (key,) for _, part in parts for key in keys)


def _misfits(parts: list[Part], item: Item, values: Item, names: Any) -> Iterator[str]:
    """What is wrong with an expression for this item."""
    for clause, part in parts:
        changed, operand = split(part)
        path = path_of(changed, names)
        if len(path) > 1 and not _holds(item, path):
            yield NO_SUCH_PATH
        if clause == "SET":
            yield from _misfits_of(operand, item, values, names)


def _holds(item: Item, path: Path) -> bool:
    """Whether there is a list for an index, or a map for a name, at the end of the path."""
    within = dynamodb._get_at_path(item, list(path[:-1])) or {}
    return ("L" if isinstance(path[-1], int) else "M") in within


def _misfits_of(operand: list[Token], item: Item, values: Item, names: Any) -> Iterator[str]:
    sides = sides_of(operand)
    for side in sides:
        name, arguments = call_of(side)
        wanted = [(side, "N")] if len(sides) == 2 else []
        if name == "list_append":
            wanted += [(one, "L") for one in arguments]
        for tokens, kind in wanted:
            if kind not in (dynamodb._eval_set_value(tokens, item, values, names) or {}):
                yield WRONG_TYPE


def _in_order(parts: list[Part], names: Any) -> str:
    """The same expression, of which elements are appended in order and removed from the end."""

    def place(part: Part) -> list[tuple[int, str]]:
        path = path_of(split(part[1])[0], names)
        return [(one, "") if isinstance(one, int) else (-1, one) for one in path]

    clauses = []
    for clause in dict.fromkeys(clause for clause, _ in parts):
        own = [part for part in parts if part[0] == clause]
        own.sort(key=place, reverse=clause == "REMOVE")
        changes = ", ".join(" ".join(text for _, text in tokens) for _, tokens in own)
        clauses.append(f"{clause} {changes}")
    return " ".join(clauses)


def _require_a_number(value: Any) -> None:
    number = value.get("N") if isinstance(value, dict) else None
    if number and (fault := dynamodb._number_error(number)):
        raise ValueError(fault)
