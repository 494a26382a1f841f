"""Puts one fault into one call of AWS, wherever in the product it is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from botocore.model import OperationModel
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker

from splashmy.core import resources
from tests.dynamodb_calls import made_by
from tests.faults.dying import Killed

Call = tuple[str, str]  # service and operation
Parameters = dict[str, Any]
Make = Callable[[Parameters], Any]
LATER = {
    *vars(ThrottledRetryableChecker)["_THROTTLED_ERROR_CODES"],
    *vars(TransientRetryableChecker)["_TRANSIENT_ERROR_CODES"],
}


@dataclass(frozen=True)
class Asked:
    """A call that is about to be made; `make` makes it with parameters."""

    client: BaseClient
    model: OperationModel
    parameters: Parameters
    make: Make


@dataclass(frozen=True)
class Fault:
    """`apply` answers in the call's stead. After a fault that is `later` it may succeed."""

    name: str
    apply: Callable[[Asked], Any]
    later: bool = True


@dataclass(frozen=True)
class Place:
    """The call of an operation that is its `number`th, from 0: others may come before or not."""

    call: Call
    number: int

    def __str__(self) -> str:
        return f"call {self.number} of {'.'.join(self.call)}"


@dataclass
class Calls:
    """What was called in a block, in order."""

    places: list[Place] = field(default_factory=list)
    models: list[OperationModel] = field(default_factory=list)

    def add(self, call: Call, model: OperationModel) -> Place:
        self.places.append(Place(call, sum(it.call == call for it in self.places)))
        self.models.append(model)
        return self.places[-1]


@contextmanager
def calls(fault: Fault | None = None, at: Place | None = None) -> Iterator[Calls]:
    """What the block calls; `fault` is put into the call at `at`."""
    seen, real = Calls(), vars(BaseClient)["_make_api_call"]

    def note(client: BaseClient, operation: str, parameters: Any, again: Make) -> Any:
        model = client.meta.service_model.operation_model(operation)
        place = seen.add((client.meta.service_model.service_name, operation), model)
        if fault and place == at:
            return fault.apply(Asked(client, model, parameters, again))
        return again(parameters)

    def by_botocore(client: BaseClient, operation: str, parameters: Any) -> Any:
        return note(client, operation, parameters, partial(real, client, operation))

    def by_records(operation: str, parameters: Any, again: Make) -> Any:
        return note(resources.client("dynamodb", read_timeout=3), operation, parameters, again)

    with patch.object(BaseClient, "_make_api_call", by_botocore), made_by(by_records):
        yield seen


def faults_of(model: OperationModel) -> list[Fault]:
    """Each documented error, each way of not answering, and a part of what was asked."""
    shapes: list[Any] = list(model.error_shapes)
    errors = [_error(shape.error_code, _status(shape), shape) for shape in shapes]
    common = [_error("ThrottlingException", 400), _error("ServiceUnavailable", 503)]
    silent = [
        Fault(f"{name} {'after' if happens else 'before'} the effect", _silence(kind, happens))
        for name, kind in SILENCE.items()
        for happens in (False, True)
    ]
    return [*errors, *common, *_cancellations(model), *silent, *_partly(model)]


def _status(shape: Any) -> int:
    return int(shape.metadata.get("error", {}).get("httpStatusCode", HTTPStatus.BAD_REQUEST))


def _error(code: str, status: int, shape: Any = None, **more: Any) -> Fault:
    """As botocore raises it once its own retries are used up."""

    def apply(asked: Asked) -> Any:
        answered = {
            "Error": {"Code": code, "Message": "Injected."},
            "ResponseMetadata": {"HTTPStatusCode": status},
            **more,
        }
        kind: Any = asked.client.exceptions.from_code(code)
        raise kind(answered, asked.model.name)

    retryable = shape is not None and "retryable" in shape.metadata
    later = retryable or code in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Fault(code, apply, later)


def _cancellations(model: OperationModel) -> list[Fault]:
    """Why a transaction is cancelled, as its first item tells."""
    if model.name != "TransactWriteItems":
        return []
    reasons = {
        "ConditionalCheckFailed": False,
        "ItemCollectionSizeLimitExceeded": False,
        "ProvisionedThroughputExceeded": True,
        "ThrottlingError": True,
        "TransactionConflict": True,
        "ValidationError": False,
    }
    return [
        Fault(f"cancelled: {code}", _cancelled(code).apply, later)
        for code, later in reasons.items()
    ]


def _cancelled(code: str) -> Fault:
    reasons = [{"Code": code, "Message": "Injected."}]
    return _error("TransactionCanceledException", 400, CancellationReasons=reasons)


def _silence(kind: Callable[[str], Exception], happens: bool) -> Callable[[Asked], Any]:
    def apply(asked: Asked) -> Any:
        if happens:
            asked.make(asked.parameters)
        raise kind(asked.client.meta.endpoint_url)

    return apply


SILENCE: dict[str, Callable[[str], Exception]] = {
    "timeout": lambda url: ReadTimeoutError(endpoint_url=url),
    "connection closed": lambda url: ConnectionClosedError(endpoint_url=url),
}


def _partly(model: OperationModel) -> list[Fault]:
    if model.name == "PutEvents":
        return [Fault("an event refused", lambda _: {"FailedEntryCount": 1, "Entries": [REFUSED]})]
    return [Fault("a part of a batch", _half)] if model.name.startswith("Batch") else []


REFUSED = {"ErrorCode": "InternalFailure", "ErrorMessage": "Injected."}


def _half(asked: Asked) -> Any:
    """The last of the first table is left to be asked for again."""
    items = asked.parameters["RequestItems"]
    table, found = next(iter(items.items()))
    is_read = asked.model.name == "BatchGetItem"
    entries = found["Keys"] if is_read else found
    most, last = entries[:-1], entries[-1:]
    kept = {name: one for name, one in items.items() if name != table}
    if most:
        kept[table] = {**found, "Keys": most} if is_read else most
    answer = asked.make({**asked.parameters, "RequestItems": kept}) if kept else {"Responses": {}}
    if is_read:
        return {**answer, "UnprocessedKeys": {table: {**found, "Keys": last}}}
    return {**answer, "UnprocessedItems": {table: last}}


def deaths() -> list[Fault]:
    """The process dies before and after the call."""

    def before(_: Asked) -> Any:
        raise Killed

    def after(asked: Asked) -> Any:
        asked.make(asked.parameters)
        raise Killed

    return [Fault("dies before", before), Fault("dies after", after)]
