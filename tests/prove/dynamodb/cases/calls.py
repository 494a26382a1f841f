"""Calls of one item, or of some that are named, in a table that has indexes."""

from typing import Any

Json = dict[str, Any]
Call = tuple[str, Json]
TABLE = "splashmy-local-results"
OTHER = "splashmy-local-jobs"
KB = 1024
HELD = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}


def s(text: str) -> Json:
    return {"S": text}


def n(number: object) -> Json:
    return {"N": str(number)}


def key(name: str = "one") -> Json:
    return {"pk": s("case"), "sk": s(name)}


def put(item: Json, name: str = "one", **more: Any) -> Call:
    return "PutItem", {"TableName": TABLE, "Item": {**key(name), **item}, **more}


def update(expression: str, values: Json | None = None, **more: Any) -> Call:
    """Of the item "one"; `values` are named without their colon."""
    asked = {"TableName": TABLE, "Key": key(), "UpdateExpression": expression, **more}
    return "UpdateItem", asked | _values(values)


def delete(**more: Any) -> Call:
    return "DeleteItem", {"TableName": TABLE, "Key": key(), **more}


def get(name: str = "one", **more: Any) -> Call:
    return "GetItem", {"TableName": TABLE, "Key": key(name), **more}


def condition(expression: str, values: Json | None = None, **more: Any) -> Call:
    """A change of the item "one" that holds only if `expression` does."""
    known = {"seen": n(1), **(values or {})}
    return update("SET seen = :seen", known, ConditionExpression=expression, **more)


def together(*acts: tuple[str, Json], **more: Any) -> Call:
    items = [{kind: {"TableName": TABLE, **act}} for kind, act in acts]
    return "TransactWriteItems", {"TransactItems": items, **more}


def query(expression: str, values: Json, **more: Any) -> Call:
    asked = {"TableName": TABLE, "KeyConditionExpression": expression, **more}
    return "Query", asked | _values(values)


def _values(values: Json | None) -> Json:
    if not values:
        return {}
    return {"ExpressionAttributeValues": {f":{name}": one for name, one in values.items()}}


def a_put(name: str = "one", **item: Any) -> tuple[str, Json]:
    return "Put", {"Item": {**key(name), **item}}


def a_new(name: str = "one", **more: Any) -> tuple[str, Json]:
    asked = {"Item": key(name), "ConditionExpression": "attribute_not_exists(pk)"}
    return "Put", {**asked, **more}


def a_check(name: str, expression: str, **more: Any) -> tuple[str, Json]:
    return "ConditionCheck", {"Key": key(name), "ConditionExpression": expression, **more}


def an_update(name: str, expression: str, values: Json, **more: Any) -> tuple[str, Json]:
    asked = {"Key": key(name), "UpdateExpression": expression}
    return "Update", {**asked, **_values(values), **more}


A_LIST = {"list": {"L": [n(1), n(2), n(3)]}, "map": {"M": {"a": n(1), "b": {"L": [s("x")]}}}}
A_SET = {"set": {"SS": ["a", "b"]}, "numbers": {"NS": ["1", "2"]}}


def sized(size: int) -> Json:
    """What makes the item "one" exactly so many bytes; names of attributes count."""
    own = len("pk" + "case" + "sk" + "one" + "data")
    return {"data": s("x" * (size - own))}


OF_TODAY: Json = {"IndexName": "by_likes_today"}
PAGE = query(
    "#d = :d", {"d": s("today")}, ExpressionAttributeNames={"#d": "day"}, Limit=2, **OF_TODAY
)


def page(**more: Any) -> Call:
    return PAGE[0], {**PAGE[1], **more}
