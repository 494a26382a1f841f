"""Errors speak the domain's words and carry their own status and code; `endpoint` renders them."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import ClassVar, Self

from splashmy.core import i18n
from splashmy.core.details import Detail, DetailCode, Param


class ApiError(Exception):
    """What a caller may be told. The message is a sentence for a person."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    message: ClassVar[str] = "Something went wrong on our side. Please try again."

    def __init__(self, *, details: Sequence[Detail] = (), retry_after: int | None = None) -> None:
        super().__init__(self.message)
        self.details = list(details)
        self.retry_after = retry_after

    def __str__(self) -> str:
        """The message in the language of whoever is being answered."""
        return i18n.tell(self.message)

    @classmethod
    def code(cls) -> str:
        """The class name in snake case: `StyleNotFound` is `style_not_found`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class BadRequest(ApiError):
    status = HTTPStatus.BAD_REQUEST
    message = "The request is not valid."


class Unauthorized(ApiError):
    status = HTTPStatus.UNAUTHORIZED
    message = "Please sign in: the access token is missing, expired or revoked."


class Forbidden(ApiError):
    status = HTTPStatus.FORBIDDEN
    message = "You are not allowed to do this."


class AdminRequired(Forbidden):
    message = "Only an administrator may do this."


class PremiumRequired(Forbidden):
    message = "This is part of the premium plan."


class NotFound(ApiError):
    status = HTTPStatus.NOT_FOUND
    message = "Not found."


class Conflict(ApiError):
    status = HTTPStatus.CONFLICT


class PayloadTooLarge(ApiError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = "The request body is too large."


class UnsupportedMediaType(ApiError):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    message = "Please send the body as application/json."


class InvalidRequest(ApiError):
    """Malformed input: `details` has one for each fault."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = "Some fields are not valid; see the details."

    @classmethod
    def field(cls, name: str, code: DetailCode, **params: Param) -> Self:
        return cls(details=[Detail(name, code, params)])


class TooManyRequests(ApiError):
    """Give `retry_after`, in seconds."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    message = "Too many requests. Please wait a moment."


class ServiceUnavailable(ApiError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = "The service is busy. Please try again in a moment."


class GatewayTimeout(ApiError):
    """API Gateway gave up waiting, after 29 seconds."""

    status = HTTPStatus.GATEWAY_TIMEOUT
    message = "The request took too long. Please try again."


class InternalError(ApiError):
    """What any unexpected exception becomes; its cause is only in the log."""
