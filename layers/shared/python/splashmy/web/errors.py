"""The one place that turns an exception into an answer."""

from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from splashmy.core.aws_errors import is_unavailable
from splashmy.core.details import Detail, shortened
from splashmy.core.errors import (
    ApiError,
    InternalError,
    InvalidRequest,
    NotFound,
    ServiceUnavailable,
)
from splashmy.core.log import logger
from splashmy.web.envelope import ErrorBody, ErrorDetail, Failure
from splashmy.web.faults import detail_of
from splashmy.web.headers import ALWAYS

RETRY_AFTER = 1  # seconds; AWS does not say how long
MOST_DETAILS = 20  # so that no answer is many times as large as its request


def render(error: Exception, request_id: str) -> Response[Any]:
    known = _translate(error)
    body = Failure(
        message=str(known),
        error=ErrorBody(
            code=known.code(),
            details=[_shown(detail) for detail in known.details[:MOST_DETAILS]],
            request_id=request_id,
        ),
    )
    return Response(
        status_code=known.status,
        content_type=content_types.APPLICATION_JSON,
        body=body.model_dump_json(),
        headers=_headers(known),
    )


def _headers(error: ApiError) -> dict[str, Any]:
    headers = {**ALWAYS}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return headers


def _translate(error: Exception) -> ApiError:
    if isinstance(error, ApiError):
        return error
    if isinstance(error, NotFoundError):  # an id in the path that no route takes
        return NotFound()
    if isinstance(error, RequestValidationError):
        return InvalidRequest(details=[detail_of(fault) for fault in error.errors()])
    if is_unavailable(error):
        logger.warning("AWS is busy or out of reach", exc_info=error)
        return ServiceUnavailable(retry_after=RETRY_AFTER)
    logger.exception("Unexpected error", exc_info=error)
    return InternalError()


def _shown(detail: Detail) -> ErrorDetail:
    return ErrorDetail(
        field=shortened(detail.field),
        code=detail.code,
        message=detail.message,
        params=detail.shown,
    )
