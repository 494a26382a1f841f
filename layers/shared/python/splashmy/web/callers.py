"""What an endpoint's signature may ask for besides path, query and body."""

import hmac
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, Any, get_args

from aws_lambda_powertools.event_handler import Depends, Request

from splashmy.core.errors import AdminRequired, Unauthorized
from splashmy.core.ids import ReservedId, new_id
from splashmy.core.settings import settings
from splashmy.identity.caller import SignedIn
from splashmy.web.headers import EDGE_SECRET, VIEWER_ADDRESS


class Access(Enum):
    """Who may call an endpoint; derived from what its signature asks for."""

    PUBLIC = "anyone"
    SIGNED_IN = "signed in"
    ADMIN = "administrator"


def signed_in(request: Request) -> SignedIn:
    caller = request.context.get("caller")
    if not isinstance(caller, SignedIn):
        raise Unauthorized
    return caller


def visitor(request: Request) -> SignedIn | None:
    return request.context.get("caller")


def administrator(request: Request) -> SignedIn:
    caller = signed_in(request)
    if not caller.is_admin:
        raise AdminRequired
    return caller


def source_address(request: Request) -> str:
    """Whoever connected to the gateway, or to CloudFront before it: of IPv6 their network.

    Anybody may send a header that claims another origin; it is believed beside the secret alone.
    """
    connected = str(request.resolved_event["requestContext"]["identity"]["sourceIp"])
    if not _came_through_cloudfront(request.headers):
        return connected
    return request.headers.get(VIEWER_ADDRESS, connected)


def _came_through_cloudfront(headers: Mapping[str, str]) -> bool:
    secret, given = settings().edge_secret, headers.get(EDGE_SECRET, "")
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


def access_token(request: Request) -> str:
    """The token that the caller came with, for calls to Cognito in their name."""
    return bearer(request.headers.get("authorization", ""))


def bearer(authorization: str) -> str:
    """The token of an Authorization header; its scheme may be in any case, or be left out."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else authorization


def response_headers(request: Request) -> dict[str, str]:
    headers: dict[str, str] = request.context.setdefault("headers", {})
    return headers


def reserved_id(request: Request) -> ReservedId:
    """The id of what this request makes: the one of its Idempotency-Key if it has one."""
    known: ReservedId = request.context.setdefault("reserved_id", ReservedId(new_id(str)))
    return known


Caller = Annotated[SignedIn, Depends(signed_in)]
Visitor = Annotated[SignedIn | None, Depends(visitor)]
Admin = Annotated[SignedIn, Depends(administrator)]
AccessToken = Annotated[str, Depends(access_token)]
SourceAddress = Annotated[str, Depends(source_address)]
NewId = Annotated[ReservedId, Depends(reserved_id)]
ResponseHeaders = Annotated[dict[str, str], Depends(response_headers)]


def access_of(annotations: dict[str, Any]) -> Access:
    asked = {one for annotation in annotations.values() for one in dependencies_of(annotation)}
    if administrator in asked:
        return Access.ADMIN
    return Access.SIGNED_IN if signed_in in asked else Access.PUBLIC


def dependencies_of(annotation: Any) -> list[Callable[..., Any]]:
    return [one.dependency for one in get_args(annotation)[1:] if isinstance(one, Depends)]
