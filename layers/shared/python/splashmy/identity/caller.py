"""Who is calling: the guard that every endpoint shares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from splashmy.core.errors import Unauthorized
from splashmy.core.ids import UserId
from splashmy.identity import tokens
from splashmy.identity.records import User


@dataclass(frozen=True)
class SignedIn:
    """A caller whose access token holds now. `user` is None until the profile exists."""

    id: UserId
    username: str
    session: str
    groups: frozenset[str]
    user: User | None

    @property
    def is_premium(self) -> bool:
        return self.user is not None and self.user.is_premium

    @property
    def is_admin(self) -> bool:
        return "admin" in self.groups


def admit(claims: Mapping[str, Any]) -> SignedIn:
    """The caller of verified claims, unless the session was ended meanwhile; one GetItem."""
    if claims.get("token_use") != "access" or not claims.get("sub"):
        raise Unauthorized
    try:
        user: User | None = User.get(*User.key(claims["sub"]), consistent_read=True)
    except User.DoesNotExist:
        user = None
    if user is not None and _ended(user, claims):
        raise Unauthorized
    return SignedIn(
        id=UserId(claims["sub"]),
        username=claims.get("username", ""),
        session=claims.get("origin_jti", ""),
        groups=_groups(claims.get("cognito:groups", "")),
        user=user,
    )


def _groups(claim: str | list[str]) -> frozenset[str]:
    """A token has a list; API Gateway hands it on as "a,b", or "[a b]", as HTTP APIs do.

    Names match whole: "super.admin" is not "admin".
    """
    if isinstance(claim, list):
        return frozenset(claim)
    return frozenset(re.split("[ ,]", claim.removeprefix("[").removesuffix("]")))


def _ended(user: User, claims: Mapping[str, Any]) -> bool:
    session, began = claims.get("origin_jti", ""), _epoch(claims["auth_time"])
    return user.is_disabled or user.has_ended(session, began)


def _epoch(value: str | int) -> float:
    """Seconds since 1970; API Gateway hands `iat` on as "Mon Nov 23 08:45:00 UTC 2026"."""
    if str(value).isdigit():
        return int(value)
    moment = str(value).replace(" UTC ", " +0000 ")
    return datetime.strptime(moment, "%a %b %d %H:%M:%S %z %Y").timestamp()


def verify(token: str) -> SignedIn:
    """The caller of a raw token, for routes that the gateway leaves open."""
    return admit(tokens.claims(token))
