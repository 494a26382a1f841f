"""Opaque, signed page cursors, bound to the caller, the route and every filter."""

import base64
import hashlib
import hmac
import json
from typing import Annotated

from pydantic import BaseModel, Field, PrivateAttr

from splashmy.core import resources
from splashmy.core.errors import InvalidRequest
from splashmy.core.records import Position
from splashmy.web.queries import Digits


class PageQuery(BaseModel):
    """The query parameters of every list; subclass it to add filters."""

    cursor: str | None = Field(default=None, max_length=2048)
    page_size: Annotated[int, Field(ge=1, le=50), Digits] = 20

    _position: Position | None = PrivateAttr(default=None)

    @property
    def position(self) -> Position | None:
        """Where this page begins, proven to be one that we gave to this caller."""
        return self._position

    def scope(self, caller_id: str, route: str) -> str:
        """What a cursor is bound to."""
        filters = self.model_dump(mode="json", exclude={"cursor", "page_size", "page"})
        return json.dumps([caller_id, route, filters], sort_keys=True)

    def resume(self, scope: str) -> None:
        if self.cursor is not None:
            self._position = _open(self.cursor, scope)


def seal(position: Position, scope: str) -> str:
    payload = json.dumps([position.key, position.backward], separators=(",", ":"))
    return _encode(_signature(payload.encode(), scope) + payload.encode())


def _open(cursor: str, scope: str) -> Position:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        signature, payload = raw[:16], raw[16:]
        if not hmac.compare_digest(signature, _signature(payload, scope)):
            raise ValueError("not ours")
        key, backward = json.loads(payload)
    except ValueError:
        raise InvalidRequest.field("cursor", "malformed_cursor") from None
    return Position(key, backward)


def _signature(payload: bytes, scope: str) -> bytes:
    key = resources.secret(resources.SIGNING_KEY).encode()
    return hmac.new(key, scope.encode() + b"\0" + payload, hashlib.sha256).digest()[:16]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
