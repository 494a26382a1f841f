"""A table as it was at a moment: restored beside the damaged one, then copied where they differ."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from splashmy.core.resources import Table, client

Item = dict[str, dict[str, Any]]
Key = tuple[str, str]

LONGEST = {"Delay": 20, "MaxAttempts": 3 * 60 * 24}  # seconds; a day in all


def restore(table: Table, moment: datetime) -> str:
    """Make a table what it was, and say what that changed. Safe to repeat with the same moment."""
    copy = f"{table.id}-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    database = client("dynamodb")
    with contextlib.suppress(database.exceptions.TableAlreadyExistsException):
        database.restore_table_to_point_in_time(
            SourceTableName=table.id, TargetTableName=copy, RestoreDateTime=moment
        )
    database.get_waiter("table_exists").wait(TableName=copy, WaiterConfig=LONGEST)
    put, deleted = copy_back(copy, table)
    return f"{table.id}: {put} items as they were, {deleted} that were not there removed"


def copy_back(source: str, table: Table) -> tuple[int, int]:
    """How many items were put and deleted. Keeps a digest of each item of the table in memory."""
    found = {key(item): _digest(item) for item in items(table.id)}
    differing = (item for item in items(source) if found.pop(key(item), None) != _digest(item))
    put = write(table, ({"PutRequest": {"Item": item}} for item in differing))
    return put, write(table, (deletion(one) for one in found))


def items(name: str) -> Iterator[Item]:
    pages = client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=name, ConsistentRead=True):
        yield from page["Items"]


def key(item: Item) -> Key:
    return item["pk"]["S"], item["sk"]["S"]


def deletion(gone: Key) -> dict[str, Any]:
    pk, sk = gone
    return {"DeleteRequest": {"Key": {"pk": {"S": pk}, "sk": {"S": sk}}}}


def write(table: Table, requests: Iterable[dict[str, Any]]) -> int:
    """All of them, however often DynamoDB hands some back; how many."""
    count, waiting = 0, iter(requests)
    while batch := list(islice(waiting, 25)):
        count += len(batch)
        left: dict[str, Any] = {table.id: batch}
        while left:
            left = client("dynamodb").batch_write_item(RequestItems=left)["UnprocessedItems"]
    return count


def _digest(item: Item) -> bytes:
    text = json.dumps(item, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
