"""Tokens on public routes, held against PyJWT: what it takes is taken, and nothing else."""

import base64
import json
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha1, sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from splashmy.core.errors import Unauthorized
from splashmy.core.resources import USER_POOL
from splashmy.identity import tokens
from tests.serving import serving

POOL = "us-east-1_Pool"
ISSUER = f"https://cognito-idp.us-east-1.amazonaws.com/{POOL}"
# Once for all: what is signed and what is sent are made apart, and a second may end in between.
EXPIRES = int(time.time()) + 24 * 60 * 60


class Pool:
    """A user pool's public keys at an address, and how often they were read."""

    def __init__(self) -> None:
        self.keys: dict[str, rsa.RSAPrivateKey] = {}
        self.reads = 0

    def document(self) -> bytes:
        self.reads += 1
        known = [
            {**jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": id}
            for id, key in self.keys.items()
        ]
        return json.dumps({"keys": [{"kty": "EC", "kid": "other"}, *known]}).encode()


def server(pool: Pool) -> HTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == f"/{POOL}/.well-known/jwks.json"
            content = pool.document()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    return HTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    monkeypatch.setenv("USER_POOL_ID", POOL)
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "ours")
    monkeypatch.setattr(tokens, "_keys", tokens._Keys())
    pool = Pool()
    pool.keys["1"] = a_key()
    with serving(server(pool)) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        yield pool


@cache
def a_key(size: int = 2048, exponent: int = 65537, _another: int = 0) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(exponent, size)


def said(**more: Any) -> dict[str, Any]:
    hold = {"iss": ISSUER, "client_id": "ours", "sub": "ana", "exp": EXPIRES}
    return {name: value for name, value in {**hold, **more}.items() if value is not None}


def signed(claims: dict[str, Any], key: rsa.RSAPrivateKey, **head: Any) -> str:
    return jwt.encode(claims, key, "RS256", headers={"kid": "1", **head})


def part(content: Any) -> str:
    return encoded(json.dumps(content).encode())


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_signature(signature: bytes) -> str:
    return f"{unsigned()}.{encoded(signature)}"


def unsigned() -> str:
    return signed(said(), a_key()).rpartition(".")[0]


def refused(token: str) -> bool:
    try:
        tokens.claims(token)
    except Unauthorized:
        return True
    return False


@pytest.mark.parametrize("size", [2048, 2050, 3072, 4096])
def test_a_token_of_the_pool_is_taken(size: int, pool: Pool) -> None:
    pool.keys["1"] = a_key(size)

    assert tokens.claims(signed(said(), a_key(size)))["sub"] == "ana"


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1},
        {"exp": None},
        {"exp": "2999-01-01"},
        {"iss": ISSUER + "x"},
        {"iss": None},
        {"client_id": "theirs"},
        {"client_id": None, "aud": "ours"},
    ],
    ids=str,
)
def test_claims_that_do_not_hold_here_are_refused(claims: dict[str, Any], pool: Pool) -> None:
    assert refused(signed(said(**claims), a_key()))


def test_every_signature_of_another_kind_is_refused(pool: Pool) -> None:
    key, message = a_key(), unsigned().encode()
    right = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    longest = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    modulus = key.public_key().public_numbers().n
    others = [
        b"",
        b"\0" + right,
        right + b"\0",
        (int.from_bytes(right, "big") + modulus).to_bytes(257, "big"),
        bytes(256),
        (1).to_bytes(256, "big"),
        (modulus - 1).to_bytes(256, "big"),
        modulus.to_bytes(256, "big"),
        key.sign(message, padding.PKCS1v15(), hashes.SHA384()),
        key.sign(message, longest, hashes.SHA256()),
    ]

    assert not refused(with_signature(right))
    assert [refused(with_signature(one)) for one in others] == [True] * len(others)


def test_a_right_signature_under_another_name_is_refused(pool: Pool) -> None:
    """The header says how to check a token; only one way is ours."""
    heads = [part({"alg": name, "kid": "1"}) for name in ("RS512", "none")]

    for message in (f"{head}.{part(said())}" for head in heads):
        right = a_key().sign(message.encode(), padding.PKCS1v15(), hashes.SHA256())
        assert refused(f"{message}.{encoded(right)}")


def test_every_flipped_bit_is_refused(pool: Pool) -> None:
    right = a_key().sign(unsigned().encode(), padding.PKCS1v15(), hashes.SHA256())

    taken = [
        bit
        for bit in range(0, 8 * len(right), 7)
        if not refused(with_signature(bytes_with_flipped(right, bit)))
    ]

    assert taken == []


def bytes_with_flipped(raw: bytes, bit: int) -> bytes:
    flipped = bytearray(raw)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def test_a_padding_that_only_a_lenient_parser_takes_is_refused(pool: Pool) -> None:
    """Each is raised to the private power by hand, as only the pool could; forgers of keys with a
    small exponent (CVE-2006-4339) make such blocks without it.
    """
    digest = sha256(unsigned().encode()).digest()
    blocks = {
        "right": b"\0\1" + b"\xff" * 202 + b"\0" + tokens.SHA256 + digest,
        "garbage after the digest": b"\0\1"
        + b"\xff" * 8
        + b"\0"
        + tokens.SHA256
        + digest
        + bytes(194),
        "without parameters": b"\0\1" + b"\xff" * 204 + b"\0" + without_null() + digest,
        "another type of block": b"\0\2" + b"\xff" * 202 + b"\0" + tokens.SHA256 + digest,
        "other filling": b"\0\1" + b"\xfe" * 202 + b"\0" + tokens.SHA256 + digest,
        "no digest": b"\0\1" + b"\xff" * 253 + b"\0",
        "SHA-1": b"\0\1" + b"\xff" * 218 + b"\0" + of_sha1(unsigned().encode()),
    }
    assert {len(block) for block in blocks.values()} == {256}

    taken = [name for name, block in blocks.items() if not refused(with_signature(raised(block)))]

    assert taken == ["right"]


def without_null() -> bytes:
    """The same algorithm, its absent parameters left out: two bytes shorter at three places."""
    return bytes.fromhex("302f300b0609608648016503040201") + tokens.SHA256[-2:]


def of_sha1(message: bytes) -> bytes:
    return bytes.fromhex("3021300906052b0e03021a05000414") + sha1(message).digest()  # noqa: S324


def raised(block: bytes) -> bytes:
    numbers = a_key().private_numbers()
    number = pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n)
    return number.to_bytes(256, "big")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "..",
        "a.b.c",
        f"{part([])}.{part({})}.",
        f"{part({'alg': 'none'})}.{part(said())}.",
        f"{part({'alg': 'RS256', 'kid': ['1']})}.{part(said())}.AAAA",
        f"{encoded(b'[' * 5000)}.{part(said())}.AAAA",
        "é.ü.\ud800",
    ],
    ids=range(9),
)
def test_what_is_no_token_is_refused(token: str, pool: Pool) -> None:
    assert refused(token)


def test_a_token_written_differently_is_another(pool: Pool) -> None:
    token = signed(said(), a_key())
    head, claims, signature = token.split(".")

    spellings = [f"{token}=", f"{token}\n", f"{head}.{claims}.{signature[:9]}!{signature[9:]}"]
    spellings += [f"{token}.", f" {token}", f"{head}.{claims}.{other_last(signature)}"]

    assert [refused(one) for one in spellings] == [True] * len(spellings)


def other_last(signature: str) -> str:
    """256 bytes leave four bits of the last letter unused."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return signature[:-1] + letters[letters.index(signature[-1]) + 1]


def test_an_extension_that_must_be_understood_is_not(pool: Pool) -> None:
    assert refused(signed(said(), a_key(), crit=["exp"]))


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_short_key_is_not_used(pool: Pool) -> None:
    pool.keys["1"] = a_key(1024)

    assert refused(signed(said(), a_key(1024)))


def test_a_key_of_nobody_is_not_found(pool: Pool) -> None:
    assert refused(signed(said(), a_key(2048, 65537, 1)))
    assert refused(signed(said(), a_key(), kid="2"))
    assert refused(jwt.encode(said(), a_key(), "RS256"))


def test_keys_are_read_once_and_again_for_a_new_one_after_a_pause(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        tokens.claims(signed(said(), a_key()))
    pool.keys["2"] = a_key(2048, 65537, 2)
    token = signed(said(), pool.keys["2"], kid="2")
    assert refused(token)
    assert pool.reads == 1

    monkeypatch.setattr(tokens, "PAUSE", 0)

    assert tokens.claims(token)["sub"] == "ana"
    assert pool.reads == 2


def test_a_key_that_the_pool_took_back_is_trusted_no_longer(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = signed(said(), a_key())
    tokens.claims(token)
    del pool.keys["1"]

    monkeypatch.setattr(tokens, "KEPT", 0)

    assert refused(token)


def test_without_an_emulator_the_keys_are_at_the_issuers_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("USER_POOL_ID", "eu-west-1_Pool")

    assert USER_POOL.keys_url == (
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool/.well-known/jwks.json"
    )
