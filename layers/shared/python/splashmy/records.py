"""What every DynamoDB record shares: one client, retried transactions, pages both ways."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from splashmy import resources
from splashmy.resources import Table

R = TypeVar("R", bound="Record")
Key = dict[str, dict[str, Any]]

TRANSACTION_TRIES = 12


def _share_client(connection: Connection) -> Connection:
    """PynamoDB makes a session, a client and a TLS pool for each model; one serves them all."""
    connection._client = resources.client("dynamodb", read_timeout=3)
    return connection


class Record(Model):
    """A PynamoDB model whose table is named by the environment at its first use."""

    table: ClassVar[Table]

    @classmethod
    def _get_connection(cls) -> TableConnection:
        if "_connection" not in cls.__dict__:  # a parent's would not know this one's indexes
            cls._connection = None
            cls.Meta.table_name = cls.table.id
            _share_client(super()._get_connection().connection)
        return super()._get_connection()


@cache
def _connection() -> Connection:
    return _share_client(Connection())


def transact(write: Callable[[TransactWrite], None]) -> None:
    """Commit what `write` adds, all or nothing; up to 100 items.

    A conflict with another transaction on the same items is tried again (12 times, about 6 s in
    all). A condition that does not hold raises `TransactWriteError`: see `refused`.
    """
    for attempt in range(1, TRANSACTION_TRIES + 1):
        try:
            with TransactWrite(connection=_connection()) as transaction:
                write(transaction)
            return
        except TransactWriteError as error:
            if refused(error) or not _conflicted(error) or attempt == TRANSACTION_TRIES:
                raise
        time.sleep(random.uniform(0, min(1.0, 0.02 * 2**attempt)))  # noqa: S311 jitter


def refused(error: TransactWriteError) -> list[int]:
    """The positions of the items whose condition did not hold.

    DynamoDB sees checks first, then deletes, puts and updates, each in the order they were added.
    """
    reasons = error.cancellation_reasons
    return [at for at, why in enumerate(reasons) if why and why.code == "ConditionalCheckFailed"]


def _conflicted(error: TransactWriteError) -> bool:
    if error.cause_response_code == "TransactionInProgressException":
        return True
    return any(why and why.code == "TransactionConflict" for why in error.cancellation_reasons)


def read_together(*wanted: tuple[type[Record], tuple[str, str]]) -> list[Any]:
    """The record of each key of one table, None where there is none, in one consistent call.

    At most 100 different keys.
    """
    if not wanted:
        return []
    table = wanted[0][0]._get_connection().table_name
    once = dict.fromkeys(key for _, key in wanted)
    keys = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in once]
    client = resources.client("dynamodb", read_timeout=3)
    asked: dict[str, Any] = {table: {"Keys": keys, "ConsistentRead": True}}
    found: dict[tuple[str, str], Any] = {}
    while asked:
        answer = client.batch_get_item(RequestItems=asked)
        found |= {(one["pk"]["S"], one["sk"]["S"]): one for one in answer["Responses"][table]}
        asked = answer.get("UnprocessedKeys")
    return [model.from_raw_data(found[key]) if key in found else None for model, key in wanted]


@dataclass(frozen=True)
class Position:
    """Where a page begins: after `key`, or before it when going backward."""

    key: Key
    backward: bool = False


@dataclass(frozen=True)
class Slice(Generic[R]):
    """One page of records with the positions of its neighbours, None at either end."""

    records: list[R]
    next: Position | None
    previous: Position | None


def query_slice(
    model: type[R],
    hash_key: str,
    *,
    size: int,
    position: Position | None = None,
    range_key_condition: Condition | None = None,
    index_name: str | None = None,
    descending: bool = True,
    consistent: bool = False,
) -> Slice[R]:
    """Read one page with one Query of at most `size` + 1 items."""
    backward = position is not None and position.backward
    found = model.query(
        hash_key,
        range_key_condition,
        index_name=index_name,
        scan_index_forward=not descending if not backward else descending,
        last_evaluated_key=position.key if position else None,
        limit=size + 1,
        consistent_read=consistent,
    )
    records = list(found)
    more = len(records) > size
    records = records[:size]
    if backward:
        records.reverse()
    after = more if not backward else True
    before = position is not None and (more if backward else True)
    names = _key_names(model, index_name)
    return Slice(
        records=records,
        next=Position(_key(records[-1], names)) if records and after else None,
        previous=Position(_key(records[0], names), backward=True) if records and before else None,
    )


def _key_names(model: type[Record], index_name: str | None) -> set[str]:
    names = {model._hash_keyname, model._range_keyname}
    if index_name:
        schema = model._indexes[index_name]._get_schema()
        names |= {part["AttributeName"] for part in schema["key_schema"]}
    return {name for name in names if name}


def _key(record: Record, names: set[str]) -> Key:
    serialized = record.serialize()
    return {name: serialized[name] for name in names}
