"""Values, numbers, keys and items at their limits and past them."""

from tests.prove.dynamodb.cases.calls import (
    A_LIST,
    HELD,
    KB,
    TABLE,
    Call,
    Json,
    delete,
    get,
    key,
    n,
    put,
    s,
    sized,
    update,
)

NUMBERS = {
    "38 digits": "1" * 38,
    "39 digits": "1" * 39,
    "39 digits of which the last are zeros": "1" * 36 + "000",
    "38 digits after the point": "0." + "1" * 38,
    "39 digits around the point": "1" * 20 + "." + "1" * 19,
    "the largest": "9.9999999999999999999999999999999999999E+125",
    "past the largest": "1E+126",
    "the smallest": "1E-130",
    "past the smallest": "1E-131",
    "leading zeros": "007.50",
    "a plus": "+7",
    "minus zero": "-0",
    "an exponent": "1.5e3",
    "an exponent that is large": "1E+40",
    "no number": "seven",
    "NaN": "NaN",
    "infinity": "Infinity",
    "nothing": "",
    "a blank": " 7",
    "hexadecimal": "0x10",
    "an underscore": "1_000",
    "digits of another script": "٣",
}
VALUES: dict[str, Json] = {
    "an empty string": s(""),
    "an empty binary": {"B": b""},
    "an empty list": {"L": []},
    "an empty map": {"M": {}},
    "an empty set of strings": {"SS": []},
    "an empty set of numbers": {"NS": []},
    "a set with an empty string": {"SS": [""]},
    "a set with one twice": {"SS": ["a", "a"]},
    "a set with a number twice": {"NS": ["1", "1.0"]},
    "a set of numbers with a word": {"NS": ["1", "x"]},
    "null that is false": {"NULL": False},
    "no type": {},
    "two types": {"S": "x", "N": "1"},
    "an unknown type": {"X": "x"},
    "a string that is a number": {"S": 1},
    "a number that is no string": {"N": 1},
    "a boolean that is a string": {"BOOL": "true"},
    "32 levels": {"L": [{"L": []}]},
}


def nested(levels: int) -> Json:
    value: Json = s("x")
    for _ in range(levels):
        value = {"L": [value]}
    return value


ITEMS: dict[str, list[Call]] = {
    **{f"a number: {name}": [put({"a": n(text)}), get()] for name, text in NUMBERS.items()},
    **{f"a value: {name}": [put({"a": it}), get()] for name, it in VALUES.items()},
    "31 levels": [put({"a": nested(31)})],
    "32 levels": [put({"a": nested(32)})],
    "400 KB": [put(sized(400 * KB))],
    "more than 400 KB": [put(sized(400 * KB + 1)), get()],
    "more than 400 KB by an update": [
        put(sized(400 * KB)),
        update("SET b = :b", {"b": n(1)}),
        get(ProjectionExpression="pk, b"),
    ],
    "a sum past 38 digits": [put({"a": n("9" * 38)}), update("ADD a :a", {"a": n("0.1")}), get()],
    "a sum past the largest": [put({"a": n("9E+125")}), update("ADD a :a", {"a": n("9E+125")})],
    "no sort key": [("PutItem", {"TableName": TABLE, "Item": {"pk": s("case")}})],
    "a key that is a number": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": n(1), "sk": s("x")}})
    ],
    "a key that is empty": [("PutItem", {"TableName": TABLE, "Item": {"pk": s(""), "sk": s("x")}})],
    "a sort key that is empty": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": s("x"), "sk": s("")}})
    ],
    "a partition key of 2048 bytes": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": s("x" * 2048), "sk": s("x")}})
    ],
    "a partition key of 2049 bytes": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": s("x" * 2049), "sk": s("x")}})
    ],
    "a sort key of 1024 bytes": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": s("x"), "sk": s("x" * 1024)}})
    ],
    "a sort key of 1025 bytes": [
        ("PutItem", {"TableName": TABLE, "Item": {"pk": s("x"), "sk": s("x" * 1025)}})
    ],
    "an index's key of another type": [put({"rank": s("x")})],
    "an index's key that is empty": [put({"day": s("")})],
    "an index's key that is null": [put({"day": {"NULL": True}})],
    "an unknown table": [("PutItem", {"TableName": "splashmy-local-none", "Item": key()})],
    "an attribute without a name": [put({"": n(1)})],
    "what was there before a put": [put({"a": n(1)}), put({"a": n(2)}, ReturnValues="ALL_OLD")],
    "a put that returns what is new": [put({"a": n(1)}, ReturnValues="ALL_NEW")],
    "a refused put": [
        put({"a": n(1)}),
        put({}, ConditionExpression="attribute_not_exists(pk)", **HELD),
    ],
    "a refused delete": [
        put({"a": n(1)}),
        delete(ConditionExpression="attribute_exists(b)", **HELD),
        get(),
    ],
    "a delete": [
        put({"a": n(1)}),
        delete(ReturnValues="ALL_OLD"),
        delete(ReturnValues="ALL_OLD"),
        get(),
    ],
    "a delete upon a condition of nothing": [delete(ConditionExpression="attribute_exists(pk)")],
    "a get with more than the key": [
        ("GetItem", {"TableName": TABLE, "Key": {**key(), "a": n(1)}})
    ],
    "a get with half of the key": [("GetItem", {"TableName": TABLE, "Key": {"pk": s("x")}})],
    "a projection": [
        put({**A_LIST, "a": n(1)}),
        get(
            ProjectionExpression="#l[1], #m.b, a, z",
            ExpressionAttributeNames={"#l": "list", "#m": "map"},
        ),
    ],
    "a projection of a path twice": [put({"a": n(1)}), get(ProjectionExpression="a, a")],
    "a projection of a reserved word": [put({"a": n(1)}), get(ProjectionExpression="status")],
}
