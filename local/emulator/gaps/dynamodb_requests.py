import re
from collections.abc import Callable, Iterator
from typing import Any

from ministack.services import dynamodb

Request = dict[str, Any]

ACTS = {"ConditionCheck", "Put", "Update", "Delete"}
_NO_KEY_CONDITION = re.compile(r"<>|(?<![:#\w.])(?:OR|NOT|IN)\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<![:#\w.\]])[#\w]+(?!\w|\s*\()")


def close() -> None:
    """Requests that DynamoDB refuses and the emulator takes, or of which it drops a part."""
    for name, faults in (("query", _of_query), ("put_item", _of_put)):
        handler = getattr(dynamodb, f"_{name}")
        setattr(dynamodb, f"_{name}", _checked(handler, faults))
    dynamodb._transact_write_items = _checked(dynamodb._transact_write_items, _of_transaction)


def _checked(
    handler: Callable[[Request], Any], faults: Callable[[Request], Iterator[str]]
) -> Callable[[Request], Any]:
    def handle(request: Request) -> Any:
        for fault in faults(request):
            return dynamodb.error_response_json("ValidationException", fault, 400)
        return handler(request)

    return handle


def _of_transaction(request: Request) -> Iterator[str]:
    for item in request.get("TransactItems") or []:
        if len(ACTS & item.keys()) > 1:
            yield "TransactItems can only contain one of Check, Put, Update or Delete"
        if "ConditionCheck" in item and "ConditionExpression" not in item["ConditionCheck"]:
            yield "The ConditionExpression of a ConditionCheck must not be null"


def _of_put(request: Request) -> Iterator[str]:
    if "" in request.get("Item", {}):
        yield "Empty attribute name"


def _of_query(request: Request) -> Iterator[str]:
    """Of one whose table is there."""
    if not (table := dynamodb._tables.get(request.get("TableName"))):
        return
    if found := _NO_KEY_CONDITION.search(request.get("KeyConditionExpression", "")):
        yield f"Invalid operator used in KeyConditionExpression: {found[0]}"
    keys = dynamodb._resolve_index_keys(table, request.get("IndexName"))[:2]
    names = request.get("ExpressionAttributeNames") or {}
    for name in _NAMES.findall(request.get("FilterExpression", "")):
        if names.get(name, name) in keys:
            yield "Filter Expression can only contain non-primary key attributes"
    for name, value in (request.get("ExclusiveStartKey") or {}).items():
        if (kind := dynamodb._get_attr_type(table, name)) and kind not in value:
            yield "The provided starting key is invalid"
