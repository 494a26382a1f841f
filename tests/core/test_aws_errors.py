import inspect
from typing import Any

import pytest
from botocore import exceptions
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker
from botocore.session import get_session
from pynamodb.exceptions import GetError, TransactWriteError

from splashmy.core.aws_errors import error_code, is_unavailable

NO_ANSWER: list[Any] = [
    one
    for _, one in inspect.getmembers(exceptions, inspect.isclass)
    if issubclass(one, vars(TransientRetryableChecker)["_TRANSIENT_EXCEPTION_CLS"])
]
OF_OTHER_SERVICES = {
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "RequestThrottledException",
    "ThrottledException",
}


def refused(code: str, status: int = 400) -> ClientError:
    said = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(said, "GetItem")  # type: ignore[arg-type]


def wrapped(cause: Exception) -> Exception:
    """As a library does that raises its own error while it handles another."""
    error = RuntimeError(str(cause))
    error.__context__ = cause
    return error


@pytest.mark.parametrize("kind", NO_ANSWER)
def test_whatever_botocore_calls_transient_is_unavailable(kind: Any) -> None:
    error = kind(endpoint_url="https://example.com", error="it hangs", proxy_url="")

    for raised in (error, GetError("", error), TransactWriteError("", error), wrapped(error)):
        assert is_unavailable(raised)
        assert error_code(raised) is None


THROTTLED: list[str] = vars(ThrottledRetryableChecker)["_THROTTLED_ERROR_CODES"]


@pytest.mark.parametrize("code", sorted({*THROTTLED} - OF_OTHER_SERVICES))
def test_whatever_botocore_calls_throttled_is_unavailable(code: str) -> None:
    assert is_unavailable(refused(code))
    assert error_code(GetError("", refused(code))) == code


# Of the models: what no model marks as passing, though its text says "try again".
PASSING = {
    "dynamodb": {"TransactionConflictException"},
    "lambda": {"TooManyRequestsException"},
    "sqs": {"KmsThrottled", "OverLimit"},
    "stepfunctions": {"ExecutionLimitExceeded", "KmsThrottlingException"},
}


@pytest.mark.parametrize("service", ["dynamodb", *sorted({*PASSING} - {"dynamodb"})])
def test_whatever_a_model_documents_as_passing_is_unavailable(service: str) -> None:
    model = get_session().get_service_model(service)
    shapes: list[Any] = [
        shape
        for operation in model.operation_names
        for shape in model.operation_model(operation).error_shapes
    ]
    later = {one.error_code for one in shapes if "retryable" in one.metadata} | PASSING[service]

    assert later <= {one.error_code for one in shapes}
    assert [code for code in sorted(later) if not is_unavailable(refused(code))] == []


def test_an_error_on_the_side_of_aws_is_unavailable() -> None:
    assert is_unavailable(refused("Whatever", status=500))


def test_what_aws_refuses_is_not_unavailable() -> None:
    assert not is_unavailable(refused("AccessDeniedException"))
    assert not is_unavailable(exceptions.NoCredentialsError())
    assert not is_unavailable(ValueError())


def test_a_cause_that_was_left_out_on_purpose_is_not_looked_at() -> None:
    error = wrapped(ReadTimeoutError(endpoint_url=""))
    error.__cause__ = None  # what "from None" does

    assert not is_unavailable(error)
