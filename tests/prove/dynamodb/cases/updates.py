"""Updates of every kind, and those that are refused."""

from tests.prove.dynamodb.cases.calls import (
    A_LIST,
    A_SET,
    HELD,
    TABLE,
    Call,
    condition,
    get,
    key,
    n,
    page,
    put,
    s,
    update,
)

UPDATES: dict[str, list[Call]] = {
    "of what does not exist": [update("SET a = :a", {"a": n(1)}, ReturnValues="ALL_NEW"), get()],
    "of nothing": [put({"a": n(1)}), ("UpdateItem", {"TableName": TABLE, "Key": key()}), get()],
    "of nothing that is not there": [("UpdateItem", {"TableName": TABLE, "Key": key()}), get()],
    "remove from what is not there": [update("REMOVE a"), get()],
    "every kind at once": [
        put({"a": n(1), "b": n(2), **A_SET}),
        update(
            "SET c = :c REMOVE a ADD b :c DELETE #set :s",
            {"c": n(1), "s": {"SS": ["a"]}},
            ReturnValues="ALL_NEW",
            ExpressionAttributeNames={"#set": "set"},
        ),
    ],
    "SET twice": [put({}), update("SET a = :a SET b = :a", {"a": n(1)})],
    "one path twice": [put({}), update("SET a = :a, a = :b", {"a": n(1), "b": n(2)})],
    "a path and one in it": [put(A_LIST), update("SET m = :a, m.b = :a", {"a": n(1)})],
    "a path and one in it, removed": [
        put({"m": {"M": {"b": n(1)}}}),
        update("SET m.b = :a REMOVE m", {"a": n(1)}),
    ],
    "a swap": [put({"a": n(1), "b": n(2)}), update("SET a = b, b = a", ReturnValues="ALL_NEW")],
    "a sum": [put({"a": n(1)}), update("SET a = a + :b", {"b": n(2)}, ReturnValues="UPDATED_NEW")],
    "a difference": [
        put({"a": n(1)}),
        update("SET a = :b - a", {"b": n(2)}, ReturnValues="UPDATED_OLD"),
    ],
    "a sum of three": [put({"a": n(1)}), update("SET a = a + :b + :b", {"b": n(2)})],
    "a sum with nothing": [put({}), update("SET a = a + :b", {"b": n(2)})],
    "a sum with a string": [put({"a": s("1")}), update("SET a = a + :b", {"b": n(2)})],
    "a sum with a string that is sent": [put({"a": n(1)}), update("SET a = a + :b", {"b": s("2")})],
    "if_not_exists": [
        update("SET a = if_not_exists(a, :n) + :b", {"n": n(0), "b": n(1)}, ReturnValues="ALL_NEW")
    ]
    * 2,
    "if_not_exists of another": [
        put({"b": n(7)}),
        update("SET a = if_not_exists(b, :n)", {"n": n(0)}, ReturnValues="ALL_NEW"),
    ],
    "if_not_exists of a value": [put({}), update("SET a = if_not_exists(:n, :n)", {"n": n(0)})],
    "if_not_exists with one operand": [put({}), update("SET a = if_not_exists(a)")],
    "list_append": [
        put({"l": {"L": [n(1)]}}),
        update("SET l = list_append(l, :m)", {"m": {"L": [n(2)]}}, ReturnValues="ALL_NEW"),
    ],
    "list_append before": [
        put({"l": {"L": [n(1)]}}),
        update("SET l = list_append(:m, l)", {"m": {"L": [n(2)]}}, ReturnValues="ALL_NEW"),
    ],
    "list_append to nothing": [put({}), update("SET l = list_append(l, :m)", {"m": {"L": [n(2)]}})],
    "list_append to nothing, if it is not there": [
        put({}),
        update(
            "SET l = list_append(if_not_exists(l, :e), :m)",
            {"m": {"L": [n(2)]}, "e": {"L": []}},
            ReturnValues="ALL_NEW",
        ),
    ],
    "list_append of no list": [
        put({"l": {"L": []}}),
        update("SET l = list_append(l, :m)", {"m": n(2)}),
    ],
    "list_append to no list": [
        put({"l": n(1)}),
        update("SET l = list_append(l, :m)", {"m": {"L": [n(2)]}}),
    ],
    "an element": [
        put({"l": {"L": [n(1), n(2)]}}),
        update("SET l[1] = :a", {"a": n(9)}, ReturnValues="ALL_NEW"),
    ],
    "an element behind the end": [
        put({"l": {"L": [n(1), n(2)]}}),
        update("SET l[9] = :a", {"a": n(9)}, ReturnValues="ALL_NEW"),
    ],
    "two elements behind the end": [
        put({"l": {"L": [n(1)]}}),
        update("SET l[9] = :a, l[5] = :b", {"a": n(9), "b": n(5)}, ReturnValues="ALL_NEW"),
    ],
    "an element of no list": [put({}), update("SET l[0] = :a", {"a": n(9)})],
    "an element of a map": [put({"l": {"M": {}}}), update("SET l[0] = :a", {"a": n(9)})],
    "removed elements": [
        put({"l": {"L": [n(1), n(2), n(3), n(4)]}}),
        update("REMOVE l[0], l[2]", ReturnValues="ALL_NEW"),
    ],
    "a removed element behind the end": [
        put({"l": {"L": [n(1)]}}),
        update("REMOVE l[7]", ReturnValues="ALL_NEW"),
    ],
    "a removed element of no list": [put({"l": n(1)}), update("REMOVE l[0]")],
    "a removed element of nothing": [put({}), update("REMOVE l[0]")],
    "removed and set elements": [
        put({"l": {"L": [n(1), n(2), n(3)]}}),
        update("SET l[2] = :a REMOVE l[0]", {"a": n(9)}, ReturnValues="ALL_NEW"),
    ],
    "an attribute in a map": [
        put({"m": {"M": {}}}),
        update("SET m.a = :a", {"a": n(9)}, ReturnValues="UPDATED_NEW"),
    ],
    "an attribute in no map": [put({}), update("SET m.a = :a", {"a": n(9)})],
    "an attribute in a number": [put({"m": n(1)}), update("SET m.a = :a", {"a": n(9)})],
    "ADD to nothing": [update("ADD a :a", {"a": n(9)}, ReturnValues="UPDATED_NEW")],
    "ADD to a number": [
        put({"a": n("0.1")}),
        update("ADD a :a", {"a": n("0.2")}, ReturnValues="UPDATED_NEW"),
    ],
    "ADD of a negative": [
        put({"a": n(1)}),
        update("ADD a :a", {"a": n(-1)}, ReturnValues="UPDATED_NEW"),
    ],
    "ADD to a string": [put({"a": s("x")}), update("ADD a :a", {"a": n(1)})],
    "ADD of a string": [put({}), update("ADD a :a", {"a": s("x")})],
    "ADD to a set": [
        put(A_SET),
        update("ADD numbers :a", {"a": {"NS": ["3", "1.0"]}}, ReturnValues="UPDATED_NEW"),
    ],
    "ADD of a set to nothing": [
        put({}),
        update("ADD a :a", {"a": {"SS": ["x"]}}, ReturnValues="UPDATED_NEW"),
    ],
    "ADD of a set of another type": [put(A_SET), update("ADD numbers :a", {"a": {"SS": ["x"]}})],
    "ADD of a list": [put({}), update("ADD a :a", {"a": {"L": [n(1)]}})],
    "ADD in a map": [
        put({"m": {"M": {"a": n(1)}}}),
        update("ADD m.a :a", {"a": n(1)}, ReturnValues="UPDATED_NEW"),
    ],
    "DELETE of the last of a set": [
        put({"a": {"SS": ["x"]}}),
        update("DELETE a :a", {"a": {"SS": ["x"]}}, ReturnValues="ALL_NEW"),
    ],
    "DELETE from nothing": [
        put({}),
        update("DELETE a :a", {"a": {"SS": ["x"]}}, ReturnValues="ALL_NEW"),
    ],
    "DELETE from a number": [put({"a": n(1)}), update("DELETE a :a", {"a": {"SS": ["x"]}})],
    "DELETE of a number": [put({"a": n(1)}), update("DELETE a :a", {"a": n(1)})],
    "of a key": [put({}), update("SET sk = :a", {"a": s("x")})],
    "of a key, removed": [put({}), update("REMOVE pk")],
    "a value that is not used": [put({}), update("SET a = :a", {"a": n(1), "b": n(1)})],
    "a reserved word": [put({}), update("SET status = :a", {"a": n(1)})],
    "no expression": [put({}), update("")],
    "an unknown clause": [put({}), update("PUT a = :a", {"a": n(1)})],
    "what was there": [put({"a": n(1)}), update("SET a = :a", {"a": n(2)}, ReturnValues="ALL_OLD")],
    "what was changed in a list": [
        put({"l": {"L": [n(1), n(2)]}}),
        update("SET l[1] = :a", {"a": n(2)}, ReturnValues="UPDATED_NEW"),
    ],
    "an unknown return value": [put({}), update("SET a = :a", {"a": n(2)}, ReturnValues="SOME")],
    "a failed condition with the item": [
        put({"a": n(1)}),
        condition("a = :x", {"x": n(2)}, **HELD),
    ],
    "a failed condition with no item": [condition("a = :x", {"x": n(2)}, **HELD)],
    "a failed condition is told before a wrong update": [
        put({"a": s("x")}),
        update("ADD a :a", {"a": n(1)}, ConditionExpression="attribute_exists(b)"),
    ],
    "an index's key of another type": [
        put({}),
        update("SET #r = :a", {"a": s("x")}, ExpressionAttributeNames={"#r": "rank"}),
    ],
    "an index's key that is empty": [
        put({}),
        update("SET #d = :a", {"a": s("")}, ExpressionAttributeNames={"#d": "day"}),
    ],
    "an index's key that is removed": [
        put({"day": s("today"), "rank": n(1)}),
        update("REMOVE #d", ExpressionAttributeNames={"#d": "day"}, ReturnValues="ALL_NEW"),
        page(),
    ],
}
