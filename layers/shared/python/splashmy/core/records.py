"""What every DynamoDB record shares: its table, one client, conditions that fail in one way, pages."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from types import new_class
from typing import Any, ClassVar, Generic, TypeVar

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import MetaModel, Model

from splashmy.core import dynamodb
from splashmy.core.aws_errors import error_code
from splashmy.core.resources import Table

R = TypeVar("R", bound="Record")
Key = dict[str, dict[str, Any]]

CONFLICT_TRIES = 12  # of one write that meets a transaction: about 6 s in all


class ConditionFailed(Exception):
    """A condition did not hold, so nothing was written; `records` are those whose it was."""

    def __init__(self, *records: "Record") -> None:
        super().__init__(", ".join(type(one).__name__ for one in records))
        self.records = records

    def concerns(self, *models: type["Record"]) -> bool:
        return any(isinstance(one, models) for one in self.records)


class _RecordMeta(MetaModel):
    """Gives PynamoDB the name of a record's table where it looks for it."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> Any:
        if "table" in namespace:
            namespace["Meta"] = type("Meta", (), {"table_name": namespace["table"].name})
        return super().__new__(cls, name, bases, namespace, **options)  # type: ignore[no-untyped-call]


class Record(Model, metaclass=_RecordMeta):
    """A PynamoDB model whose table is named by the environment at its first use.

    A condition of `save`, `update` or `delete` that does not hold raises `ConditionFailed`.
    """

    table: ClassVar[Table]

    @classmethod
    def _get_connection(cls) -> TableConnection:
        if "_connection" not in cls.__dict__:  # a parent's would not know this one's indexes
            cls._connection = None
            cls.Meta.table_name = cls.table.id
            _share_client(super()._get_connection().connection)
        return super()._get_connection()

    def save(
        self, condition: Condition | None = None, *, add_version_condition: bool = True
    ) -> dict[str, Any]:
        write = partial(super().save, condition, add_version_condition=add_version_condition)
        written: dict[str, Any] = self._written(write)
        return written

    def update(
        self,
        actions: list[Action],
        condition: Condition | None = None,
        *,
        add_version_condition: bool = True,
    ) -> Any:
        update = partial(super().update, add_version_condition=add_version_condition)
        return self._written(partial(update, actions, condition))

    def delete(
        self, condition: Condition | None = None, *, add_version_condition: bool = True
    ) -> Any:
        write = partial(super().delete, condition, add_version_condition=add_version_condition)
        return self._written(write)

    def _written(self, write: Callable[[], Any], attempt: int = 1) -> Any:
        """DynamoDB refuses a write while a transaction is on its item; no SDK tries it again."""
        try:
            return write()
        except PynamoDBException as error:
            code = error_code(error)
            if code == "ConditionalCheckFailedException":
                raise ConditionFailed(self) from error
            if code != "TransactionConflictException" or attempt == CONFLICT_TRIES:
                raise
        pause(0.02 * 2**attempt, longest=1.0)
        return self._written(write, attempt + 1)


def pause(most: float, *, longest: float) -> None:
    """Sleep up to `most` seconds and at most `longest`, by chance: others wait for the same."""
    time.sleep(random.uniform(0, min(longest, most)))  # noqa: S311 jitter


def index(table: Table, name: str) -> Any:
    """The attribute of a record that queries one of its table's indexes."""
    declared = table.index(name)
    ranged = NumberAttribute if declared.numeric_range else UnicodeAttribute
    attributes = {
        "Meta": type("Meta", (), {"index_name": name, "projection": AllProjection()}),
        declared.hash_key: UnicodeAttribute(hash_key=True),
        declared.range_key: ranged(range_key=True),
    }
    made = new_class(name, (GlobalSecondaryIndex,), exec_body=lambda body: body.update(attributes))
    return made()


def _share_client(connection: Connection) -> Connection:
    """PynamoDB makes a session, a client and a TLS pool for each model; one serves them all."""
    lean: Any = dynamodb.client()  # or resources.client("dynamodb", read_timeout=3), botocore's own
    connection._client = lean
    return connection


@cache
def shared_connection() -> Connection:
    return _share_client(Connection())


def read_together(*wanted: tuple[type[Record], tuple[str, str]]) -> list[Any]:
    """The record of each key, None where there is none, in one consistent call of all their tables.

    At most 100 different keys.
    """
    places = [(model._get_connection().table_name, *key) for model, key in wanted]
    asked: dict[str, Any] = {}
    for table, pk, sk in dict.fromkeys(places):
        of_table = asked.setdefault(table, {"Keys": [], "ConsistentRead": True})
        of_table["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    found: dict[tuple[str, str, str], Any] = {}
    while asked:
        answer = dynamodb.client().call("BatchGetItem", {"RequestItems": asked})
        for table, items in answer["Responses"].items():
            found |= {(table, one["pk"]["S"], one["sk"]["S"]): one for one in items}
        asked = answer.get("UnprocessedKeys", {})
    return [
        model.from_raw_data(found[place]) if place in found else None
        for (model, _), place in zip(wanted, places, strict=True)
    ]


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
    return cut(model, list(found), size, position, index_name)


def cut(
    model: type[R], records: list[R], size: int, position: Position | None, index_name: str | None
) -> Slice[R]:
    """The page that begins at `position`, of the `size` + 1 records that were read from there."""
    backward = position is not None and position.backward
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
