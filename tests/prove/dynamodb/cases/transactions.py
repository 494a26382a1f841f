"""Transactions: their reasons, their limits and their tokens."""

from tests.prove.dynamodb.cases.calls import (
    HELD,
    KB,
    OTHER,
    TABLE,
    Call,
    a_check,
    a_new,
    a_put,
    an_update,
    delete,
    get,
    key,
    n,
    put,
    s,
    sized,
    together,
)

TRANSACTIONS: dict[str, list[Call]] = {
    "reasons are in order": [
        put({"a": n(1)}),
        together(a_new("two"), a_new(), a_check("three", "attribute_exists(pk)")),
        get("two"),
    ],
    "a reason has the item": [
        put({"a": n(1)}),
        together(a_new("two"), a_new(**HELD), a_check("three", "attribute_exists(pk)", **HELD)),
    ],
    "every kind": [
        put({"a": n(1)}),
        put({}, "two"),
        put({}, "three"),
        together(
            an_update("one", "ADD a :a", {"a": n(1)}),
            ("Delete", {"Key": key("two")}),
            a_check("three", "attribute_exists(pk)"),
            a_new("four"),
        ),
        get(),
        get("two"),
        get("four"),
    ],
    "an item twice": [together(a_put(), a_put())],
    "an item checked and written": [
        put({}),
        together(a_check("one", "attribute_exists(pk)"), a_put()),
    ],
    "none": [together()],
    "100 items": [together(*(a_put(f"{i}") for i in range(100)))],
    "101 items": [together(*(a_put(f"{i}") for i in range(101)))],
    "more than 4 MB": [
        together(*(a_put(f"{i}", **sized(399 * KB)) for i in range(11))),
        get("0"),
    ],
    "less than 4 MB": [together(*(a_put(f"{i}", **sized(390 * KB)) for i in range(10)))],
    "an item over 400 KB": [together(a_put(**sized(401 * KB)), a_put("two")), get("two")],
    "an item over 400 KB by an update": [
        put(sized(400 * KB)),
        together(an_update("one", "SET b = :b", {"b": n(1)}), a_put("two")),
        get("two"),
    ],
    "two acts in one": [
        (
            "TransactWriteItems",
            {
                "TransactItems": [
                    {
                        "Put": {"TableName": TABLE, "Item": key()},
                        "Delete": {"TableName": TABLE, "Key": key("two")},
                    }
                ]
            },
        )
    ],
    "no act in one": [("TransactWriteItems", {"TransactItems": [{}]})],
    "a check without a condition": [
        (
            "TransactWriteItems",
            {"TransactItems": [{"ConditionCheck": {"TableName": TABLE, "Key": key()}}]},
        )
    ],
    "an unknown table": [
        (
            "TransactWriteItems",
            {"TransactItems": [{"Put": {"TableName": "splashmy-local-none", "Item": key()}}]},
        )
    ],
    "a wrong update": [
        put({"a": s("x")}),
        together(an_update("one", "ADD a :a", {"a": n(1)}), a_put("two")),
        get("two"),
    ],
    "a wrong update and a failed condition": [
        put({"a": s("x")}),
        put({}, "two"),
        together(an_update("one", "ADD a :a", {"a": n(1)}), a_new("two")),
    ],
    "a wrong update whose condition fails": [
        put({"a": s("x")}),
        together(
            an_update("one", "ADD a :a", {"a": n(1)}, ConditionExpression="attribute_exists(b)")
        ),
    ],
    "a sum with nothing": [put({}), together(an_update("one", "SET a = a + :a", {"a": n(1)}))],
    "a key of another type": [
        (
            "TransactWriteItems",
            {"TransactItems": [{"Put": {"TableName": TABLE, "Item": {"pk": n(1), "sk": s("x")}}}]},
        )
    ],
    "a key that is empty": [
        (
            "TransactWriteItems",
            {"TransactItems": [{"Put": {"TableName": TABLE, "Item": {"pk": s(""), "sk": s("x")}}}]},
        )
    ],
    "an index's key of another type": [together(a_put(rank=s("x")), a_put("two"))],
    "an index's key that is empty": [together(a_put(day=s("")), a_put("two"))],
    "an index's key of another type by an update": [
        put({}),
        together(
            an_update("one", "SET #r = :r", {"r": s("x")}, ExpressionAttributeNames={"#r": "rank"})
        ),
    ],
    "a reserved word": [together(an_update("one", "SET status = :r", {"r": s("x")}))],
    "a value that is not used": [
        together(an_update("one", "SET a = :r", {"r": s("x"), "q": n(1)}))
    ],
    "an empty set": [together(a_put(a={"SS": []}))],
    "two tables": [
        (
            "TransactWriteItems",
            {
                "TransactItems": [
                    {"Put": {"TableName": TABLE, "Item": key()}},
                    {"Put": {"TableName": OTHER, "Item": key()}},
                ]
            },
        ),
        get(),
    ],
    "a token twice": [
        together(an_update("one", "ADD a :a", {"a": n(1)}), ClientRequestToken="twice")
    ]
    * 2
    + [get()],
    "a token for another request": [
        together(a_put("two"), ClientRequestToken="another"),
        together(a_put("three"), ClientRequestToken="another"),
        get("three"),
    ],
    "a token after a failure": [
        put({}),
        together(a_new(), ClientRequestToken="failed"),
        delete(),
        together(a_new(), ClientRequestToken="failed"),
        get(),
    ],
    "a token of more than 36 characters": [together(a_put(), ClientRequestToken="x" * 37)],
    "a token that is empty": [together(a_put(), ClientRequestToken="")],
    "what is read together": [
        put({"a": n(1)}),
        (
            "TransactGetItems",
            {
                "TransactItems": [
                    {"Get": {"TableName": TABLE, "Key": key()}},
                    {"Get": {"TableName": OTHER, "Key": key("none")}},
                ]
            },
        ),
    ],
}
