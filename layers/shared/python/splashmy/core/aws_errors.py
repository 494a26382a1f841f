"""What an error of AWS says, whichever library raised it."""

from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    IncompleteReadError,
)

from splashmy.core.deadline import OutOfTime

# No answer came: time-outs, refused or closed connections, broken TLS, half an answer.
OUT_OF_REACH = (ConnectionError, HTTPClientError, IncompleteReadError, OutOfTime)
# An answer came, and it says "later". PynamoDB keeps the code, and drops the HTTP status.
BUSY = {
    "ExecutionLimitExceeded",
    "InternalErrorException",
    "InternalException",
    "InternalFailure",
    "InternalServerError",
    "InternalServiceError",
    "KmsThrottled",
    "KmsThrottlingException",
    "OverLimit",
    "ProvisionedThroughputExceededException",
    "ReplicatedWriteConflictException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestTimeout",
    "ServiceUnavailable",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionCanceledException",
    "TransactionConflictException",
    "TransactionInProgressException",
}
SERVER_ERROR = 500


def error_code(error: BaseException) -> str | None:
    """AWS's code; None where AWS did not answer, as when a call times out."""
    origin = _origin(error)
    if not isinstance(origin, ClientError):
        return None
    return origin.response.get("Error", {}).get("Code")


def is_unavailable(error: BaseException) -> bool:
    """Whether AWS was busy or out of reach: the same call may succeed later."""
    origin = _origin(error)
    if not isinstance(origin, ClientError):
        return isinstance(origin, OUT_OF_REACH)
    answered: Any = origin.response.get("ResponseMetadata", {})
    return error_code(origin) in BUSY or answered.get("HTTPStatusCode", 0) >= SERVER_ERROR


def _origin(error: BaseException | None) -> BaseException | None:
    """What botocore raised, beneath what PynamoDB and Powertools made of it."""
    while error is not None and not isinstance(error, (BotoCoreError, ClientError)):
        hidden = None if error.__suppress_context__ else error.__context__
        error = getattr(error, "cause", None) or error.__cause__ or hidden
    return error
