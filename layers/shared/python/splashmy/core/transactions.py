"""Writes that happen together or not at all, and changes that are tried anew."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from splashmy.core.aws_errors import error_code
from splashmy.core.errors import ServiceUnavailable
from splashmy.core.records import (
    CONFLICT_TRIES,
    ConditionFailed,
    Record,
    pause,
    shared_connection,
)

P = ParamSpec("P")
T = TypeVar("T")

CHANGE_TRIES = 20  # of reading, deciding and writing: about 8 s in all


class Transaction(TransactWrite):
    """PynamoDB's, which also remembers whose condition each write has; up to 100 writes."""

    def __init__(self) -> None:
        super().__init__(connection=shared_connection())
        self._records: tuple[list[Record], ...] = ([], [], [], [])

    def condition_check(
        self, model_cls: Any, hash_key: Any, range_key: Any = None, condition: Any = None
    ) -> None:
        super().condition_check(model_cls, hash_key, range_key, condition)
        self._records[0].append(model_cls(hash_key, range_key))

    def delete(
        self, model: Any, condition: Condition | None = None, *, add_version_condition: bool = True
    ) -> None:
        super().delete(model, condition, add_version_condition=add_version_condition)
        self._records[1].append(model)

    def save(
        self, model: Any, condition: Condition | None = None, return_values: str | None = None
    ) -> None:
        super().save(model, condition, return_values)
        self._records[2].append(model)

    def update(
        self,
        model: Any,
        actions: list[Any],
        condition: Condition | None = None,
        return_values: str | None = None,
        *,
        add_version_condition: bool = True,
    ) -> None:
        super().update(
            model, actions, condition, return_values, add_version_condition=add_version_condition
        )
        self._records[3].append(model)

    def failed(self, error: TransactWriteError) -> list[Record]:
        """The records whose condition did not hold.

        PynamoDB sends checks first, then deletes, puts and updates, each in the order they were
        added; DynamoDB gives its reasons in the order of what was sent.
        """
        sent = [record for kind in self._records for record in kind]
        reasons = error.cancellation_reasons
        return [
            record
            for record, why in zip(sent, reasons, strict=False)
            if why and why.code == "ConditionalCheckFailed"
        ]


def transact(write: Callable[[Transaction], None]) -> None:
    """Commit what `write` adds, all or nothing.

    A conflict with another transaction on the same items is tried again. A condition that does
    not hold raises `ConditionFailed`, which says whose it was.
    """
    for attempt in range(1, CONFLICT_TRIES + 1):
        transaction = Transaction()
        try:
            with transaction:
                write(transaction)
            return
        except TransactWriteError as error:
            if failed := transaction.failed(error):
                raise ConditionFailed(*failed) from error
            if not _conflicted(error) or attempt == CONFLICT_TRIES:
                raise
        pause(0.02 * 2**attempt, longest=1.0)


def optimistic(change: Callable[P, T]) -> Callable[P, T]:
    """For a function that reads, decides and writes upon conditions: done anew while somebody
    else was faster. Raises `ServiceUnavailable` with Retry-After when it never succeeds.
    """

    @wraps(change)
    def changed(*args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(CHANGE_TRIES):
            try:
                return change(*args, **kwargs)
            except ConditionFailed:
                pause(0.01 * 2**attempt, longest=0.5)
        raise ServiceUnavailable(retry_after=1)

    return changed


def _conflicted(error: TransactWriteError) -> bool:
    if error_code(error) == "TransactionInProgressException":
        return True
    return any(why and why.code == "TransactionConflict" for why in error.cancellation_reasons)
