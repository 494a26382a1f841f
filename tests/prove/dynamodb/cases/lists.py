"""Pages of tables and indexes, and batches."""

from tests.prove.dynamodb.cases.calls import OF_TODAY, TABLE, Call, get, key, n, page, put, query, s

RANKED = [
    put({"rank": n(rank), "day": s("today")}, f"ranked {number}")
    for number, rank in enumerate([3, -1, 10, 2, 0.5])
]
LISTS: dict[str, list[Call]] = {
    "a page of an index": [*RANKED, page()],
    "the page after": [
        *RANKED,
        page(ExclusiveStartKey={**key("ranked 4"), "day": s("today"), "rank": n("0.5")}),
    ],
    "the page before": [
        *RANKED,
        page(
            ScanIndexForward=False,
            ExclusiveStartKey={**key("ranked 3"), "day": s("today"), "rank": n(2)},
        ),
    ],
    "the last page": [*RANKED, page(Limit=10)],
    "a page that ends with the list": [*RANKED, page(Limit=5)],
    "a page after the last": [
        *RANKED,
        page(ExclusiveStartKey={**key("ranked 2"), "day": s("today"), "rank": n(10)}),
    ],
    "after what is not there any more": [
        *RANKED,
        page(ExclusiveStartKey={**key("gone"), "day": s("today"), "rank": n(1)}),
    ],
    "after a part of a key": [*RANKED, page(ExclusiveStartKey=key("ranked 3"))],
    "after a key of another list": [
        *RANKED,
        page(ExclusiveStartKey={**key("ranked 3"), "day": s("yesterday"), "rank": n(2)}),
    ],
    "after a key of another type": [
        *RANKED,
        page(ExclusiveStartKey={**key("ranked 3"), "day": s("today"), "rank": s("2")}),
    ],
    "a limit of 0": [*RANKED, page(Limit=0)],
    "a limit below 0": [*RANKED, page(Limit=-1)],
    "an index read consistently": [*RANKED, page(ConsistentRead=True)],
    "an unknown index": [*RANKED, page(IndexName="by_none")],
    "a filter": [
        *RANKED,
        page(
            FilterExpression="#r > :r",
            ExpressionAttributeNames={"#d": "day", "#r": "rank"},
            ExpressionAttributeValues={":d": s("today"), ":r": n(1)},
        ),
    ],
    "a filter on a key": [
        *RANKED,
        query("pk = :p", {"p": s("case"), "s": s("x")}, FilterExpression="sk > :s"),
    ],
    "counted": [*RANKED, page(Select="COUNT", Limit=10)],
    "a range of an index": [
        *RANKED,
        query(
            "#d = :d AND #r BETWEEN :x AND :y",
            {"d": s("today"), "x": n(0), "y": n(3)},
            ExpressionAttributeNames={"#d": "day", "#r": "rank"},
            **OF_TODAY,
        ),
    ],
    "a range that is swapped": [
        *RANKED,
        query(
            "#d = :d AND #r BETWEEN :x AND :y",
            {"d": s("today"), "x": n(3), "y": n(0)},
            ExpressionAttributeNames={"#d": "day", "#r": "rank"},
            **OF_TODAY,
        ),
    ],
    "a prefix": [
        *RANKED,
        query("pk = :p AND begins_with(sk, :s)", {"p": s("case"), "s": s("ranked ")}, Limit=2),
    ],
    "a prefix, backwards": [
        *RANKED,
        query(
            "pk = :p AND begins_with(sk, :s)",
            {"p": s("case"), "s": s("ranked ")},
            ScanIndexForward=False,
        ),
    ],
    "a prefix that is empty": [
        *RANKED,
        query("pk = :p AND begins_with(sk, :s)", {"p": s("case"), "s": s("")}),
    ],
    "no partition": [*RANKED, query("sk = :s", {"s": s("x")})],
    "a partition by its order": [*RANKED, query("pk > :s", {"s": s("x")})],
    "a partition or another": [*RANKED, query("pk = :p OR pk = :q", {"p": s("x"), "q": s("y")})],
    "a partition of another type": [*RANKED, query("pk = :p", {"p": n(1)})],
    "a partition that is empty": [*RANKED, query("pk = :p", {"p": s("")})],
    "the sort key by inequality": [
        *RANKED,
        query("pk = :p AND sk <> :s", {"p": s("case"), "s": s("x")}),
    ],
    "another attribute": [
        *RANKED,
        query(
            "pk = :p AND #r = :s",
            {"p": s("case"), "s": n(1)},
            ExpressionAttributeNames={"#r": "rank"},
        ),
    ],
    "an item without the index's key": [put({"day": s("today")}), page()],
    "a batch": [
        put({"a": n(1)}),
        (
            "BatchGetItem",
            {"RequestItems": {TABLE: {"Keys": [key(), key("none")], "ConsistentRead": True}}},
        ),
    ],
    "a batch with a key twice": [
        ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [key(), key()]}}})
    ],
    "a batch of 101 keys": [
        ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [key(f"{i}") for i in range(101)]}}})
    ],
    "a batch of no keys": [("BatchGetItem", {"RequestItems": {TABLE: {"Keys": []}}})],
    "a batch of an unknown table": [
        ("BatchGetItem", {"RequestItems": {"splashmy-local-none": {"Keys": [key()]}}})
    ],
    "a batch of writes": [
        put({}, "two"),
        (
            "BatchWriteItem",
            {
                "RequestItems": {
                    TABLE: [{"PutRequest": {"Item": key()}}, {"DeleteRequest": {"Key": key("two")}}]
                }
            },
        ),
        get(),
        get("two"),
    ],
    "a batch that writes an item twice": [
        (
            "BatchWriteItem",
            {
                "RequestItems": {
                    TABLE: [{"PutRequest": {"Item": key()}}, {"DeleteRequest": {"Key": key()}}]
                }
            },
        )
    ],
    "a batch of 26 writes": [
        (
            "BatchWriteItem",
            {"RequestItems": {TABLE: [{"PutRequest": {"Item": key(f"{i}")}} for i in range(26)]}},
        )
    ],
}
