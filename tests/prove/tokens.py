"""Tokens that open nothing: forged, of another kind, or of a session that ended."""

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from local.stack import Stack
from tests.users import Account

Claims = dict[str, Any]


def forged(stack: Stack, account: Account) -> dict[str, str]:
    """By what is wrong with them; each has the groups of an administrator where it can."""
    token = account.access_token
    claims, header = _claims(token), jwt.get_unverified_header(token)
    better = claims | {"cognito:groups": ["admin"]}
    pool_key, kid = _pool_key(stack), {"kid": header["kid"]}
    head, payload, signature = token.split(".")
    return {
        "garbage": "x",
        "two parts": f"{head}.{payload}",
        "an ID token": account.id_token,
        "a refresh token": account.refresh_token,
        "algorithm none": f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(better)}.",
        "algorithm None, signed": f"{_part(kid | {'alg': 'None'})}.{_part(better)}.{signature}",
        "another key": jwt.encode(better, _new_key(), "RS256", headers=kid),
        "an unknown key": jwt.encode(better, _new_key(), "RS256", headers={"kid": "ours"}),
        "the public key as a secret": _with_public_key(pool_key, better, kid),
        "other claims": f"{head}.{_part(better)}.{signature}",
        "a flipped signature": f"{head}.{payload}.{_flipped(signature)}",
        "expired": jwt.encode(
            better | {"exp": int(time.time()) - 60}, pool_key, "RS256", headers=kid
        ),
    }


def _claims(token: str) -> Claims:
    claims: Claims = jwt.decode(token, options={"verify_signature": False})
    return claims


def _pool_key(stack: Stack) -> rsa.RSAPrivateKey:
    """The one that the emulator signs access tokens with."""
    pool = stack.outputs["USERPOOLID"]
    file = Path(stack.directory, "state", "cognito-pool-keys", f"{pool}-access.pem")
    key = load_pem_private_key(file.read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def signed_by_the_pool(stack: Stack, account: Account, **claims: Any) -> str:
    """The account's token with other claims and a signature that is right."""
    header = jwt.get_unverified_header(account.access_token)
    known = _claims(account.access_token) | claims
    return jwt.encode(known, _pool_key(stack), "RS256", headers={"kid": header["kid"]})


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _with_public_key(key: rsa.RSAPrivateKey, claims: Claims, kid: Claims) -> str:
    """By hand: libraries refuse to take a public key for a secret."""
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{_part(kid | {'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    return f"{signed}.{_encoded(hmac.new(public, signed.encode(), hashlib.sha256).digest())}"


def _flipped(signature: str) -> str:
    raw = bytearray(base64.urlsafe_b64decode(f"{signature}=="))
    raw[len(raw) // 2] ^= 1
    return _encoded(bytes(raw))


def _part(content: Claims) -> str:
    return _encoded(json.dumps(content).encode())


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
