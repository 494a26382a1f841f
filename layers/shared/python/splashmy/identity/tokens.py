"""Access tokens on routes that the gateway leaves open: RS256 by the pool's published keys.

Verifying takes one power of a number and one comparison (RFC 8017, 8.2.2), and no secret. See
docs/adr/0180-a-token-is-verified-without-a-library.md.
"""

import base64
import binascii
import hmac
import json
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from splashmy.core.errors import ServiceUnavailable, Unauthorized
from splashmy.core.log import logger
from splashmy.core.resources import USER_POOL

LEAST_BITS = 2048
TIMEOUT = 3  # seconds
KEPT = 60 * 60  # seconds; a key that the pool took back is trusted no longer
PAUSE = 10  # seconds between two readings for tokens that name unknown keys
# What comes before the digest: SHA-256, in DER (RFC 8017, 9.2).
SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True)
class PublicKey:
    modulus: int
    exponent: int

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """By RSASSA-PKCS1-v1_5: what must stand there is made and compared whole, never parsed."""
        size = (self.modulus.bit_length() + 7) // 8
        number = int.from_bytes(signature, "big")
        if len(signature) != size or number >= self.modulus:
            return False
        digest = SHA256 + sha256(message).digest()
        wanted = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
        found = pow(number, self.exponent, self.modulus).to_bytes(size, "big")
        return hmac.compare_digest(found, wanted)


@dataclass
class _Keys:
    """Of the pool, by their ids."""

    known: dict[str, PublicKey] = field(default_factory=dict)
    read_at: float = float("-inf")

    def find(self, id: str) -> PublicKey | None:
        age = time.monotonic() - self.read_at
        if age > KEPT or (id not in self.known and age > PAUSE):
            self.known, self.read_at = _published(), time.monotonic()
        return self.known.get(id)


_keys = _Keys()


def claims(token: str) -> dict[str, Any]:
    """What a token says, if this pool signed it for this client and it holds now.

    Raises `Unauthorized`, or `ServiceUnavailable` while the pool's keys are out of reach.
    """
    try:
        signed, _, signature = token.rpartition(".")
        head, said = (_part(one) for one in signed.split("."))
        if head.get("alg") != "RS256" or "crit" in head:
            raise Unauthorized
        key = _keys.find(str(head.get("kid")))
        if key is None or not key.has_signed(signed.encode(), _decoded(signature)):
            raise Unauthorized
    except (ValueError, RecursionError):
        raise Unauthorized from None
    _require_ours(said)
    return said


def _require_ours(said: dict[str, Any]) -> None:
    """Access tokens name their client; ID tokens have an audience instead."""
    ends = said.get("exp")
    if not isinstance(ends, int) or ends <= time.time():
        raise Unauthorized
    if said.get("iss") != USER_POOL.issuer or said.get("client_id") != USER_POOL.client_id:
        raise Unauthorized


def _part(text: str) -> dict[str, Any]:
    content = json.loads(_decoded(text))
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return content


def _decoded(text: str) -> bytes:
    """Strictly: other letters, or an end that is written differently, would be another token."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(raw).rstrip(b"=") != text.encode():
        raise binascii.Error("not canonical")
    return raw


def _published() -> dict[str, PublicKey]:
    from http.client import HTTPException
    from urllib.request import urlopen

    try:
        with urlopen(USER_POOL.keys_url, timeout=TIMEOUT) as answer:  # noqa: S310 the pool's own
            found = json.loads(answer.read())["keys"]
        keys = {one["kid"]: _public_key(one) for one in found if one["kty"] == "RSA"}
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        logger.warning("The user pool's keys are out of reach", exc_info=error)
        raise ServiceUnavailable(retry_after=1) from error
    return {id: key for id, key in keys.items() if key.modulus.bit_length() >= LEAST_BITS}


def _public_key(key: dict[str, str]) -> PublicKey:
    modulus, exponent = (int.from_bytes(_decoded(key[name]), "big") for name in ("n", "e"))
    return PublicKey(modulus, exponent)
