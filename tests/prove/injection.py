"""Puts one fault into one call of AWS, wherever in the product it is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from botocore.model import OperationModel
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker

from tests.faults.dying import Killed

Call = tuple[str, str]  # service and operation
Parameters = dict[str, Any]
Make = Callable[[Parameters], Any]
LATER = {
    *ThrottledRetryableChecker._THROTTLED_ERROR_CODES,
    *TransientRetryableChecker._TRANSIENT_ERROR_CODES,
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


@dataclass
class Calls:
    """What was called in a block, in order; `fault` is put into the call at `at`."""

    fault: Fault | None = None
    at: int = -1
    made: list[Call] = field(default_factory=list)
    models: list[OperationModel] = field(default_factory=list)


@contextmanager
def calls(fault: Fault | None = None, at: int = -1) -> Iterator[Calls]:
    seen, real = Calls(fault, at), BaseClient._make_api_call

    def make(client: BaseClient, operation: str, parameters: Any) -> Any:
        model = client.meta.service_model.operation_model(operation)
        number = len(seen.made)
        seen.made.append((client.meta.service_model.service_name, operation))
        seen.models.append(model)
        if fault and number == at:
            asked = Asked(client, model, parameters, lambda it: real(client, operation, it))
            return fault.apply(asked)
        return real(client, operation, parameters)

    BaseClient._make_api_call = make
    try:
        yield seen
    finally:
        BaseClient._make_api_call = real


def faults_of(model: OperationModel) -> list[Fault]:
    """Each documented error, each way of not answering, and half a batch."""
    errors = [_error(shape.error_code, _status(shape), shape) for shape in model.error_shapes]
    common = [_error("ThrottlingException", 400), _error("ServiceUnavailable", 503)]
    silent = [
        Fault(f"{name} {'after' if happens else 'before'} the effect", _silence(kind, happens))
        for name, kind in SILENCE.items()
        for happens in (False, True)
    ]
    batches = [Fault("half a batch", _half)] if model.name.startswith("Batch") else []
    return [*errors, *common, *_cancellations(model), *silent, *batches]


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
        raise asked.client.exceptions.from_code(code)(answered, asked.model.name)

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


def _half(asked: Asked) -> Any:
    """The last of the batch is left to be asked for again; of what has one, all of it."""
    items = asked.parameters["RequestItems"]
    table, found = next(iter(items.items()))
    is_read = asked.model.name == "BatchGetItem"
    entries = found["Keys"] if is_read else found
    left = {**found, "Keys": entries[-1:]} if is_read else entries[-1:]
    rest = {**found, "Keys": entries[:-1]} if is_read else entries[:-1]
    kept = {name: one for name, one in {**items, table: rest}.items() if one != rest or entries[1:]}
    answer = asked.make({**asked.parameters, "RequestItems": kept}) if kept else {"Responses": {}}
    return {**answer, "UnprocessedKeys" if is_read else "UnprocessedItems": {table: left}}


def deaths() -> list[Fault]:
    """The process dies before and after the call."""

    def before(_: Asked) -> Any:
        raise Killed

    def after(asked: Asked) -> Any:
        asked.make(asked.parameters)
        raise Killed

    return [Fault("dies before", before), Fault("dies after", after)]
