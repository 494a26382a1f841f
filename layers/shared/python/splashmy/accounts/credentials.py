"""What must never be shown or logged: passwords, codes and tokens, as fields of a request."""

import hashlib
import hmac
import os
import re
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr

from splashmy.core.details import invalid

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 99


def _strong(password: SecretStr) -> SecretStr:
    """The user pool's own rules, told per field and before anything is done.

    Its letters, digits and spaces are those of ASCII.
    """
    secret = password.get_secret_value()
    if not re.search("[a-z]", secret) or not re.search("[0-9]", secret):
        raise invalid("weak_password")
    if re.search(r"\s", secret, re.ASCII):
        raise invalid("password_with_space")
    return password


def _six_digits(code: SecretStr) -> SecretStr:
    secret = code.get_secret_value()
    if len(secret) != 6 or not (secret.isascii() and secret.isdigit()):
        raise invalid("malformed_code")
    return code


# JSON has no type of its own for a secret, so a strict model would refuse every text.
Password = Annotated[SecretStr, Field(strict=False, min_length=1, max_length=256)]
NewPassword = Annotated[
    SecretStr,
    Field(strict=False, min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD),
    AfterValidator(_strong),
]
Code = Annotated[SecretStr, Field(strict=False), AfterValidator(_six_digits)]
Token = Annotated[SecretStr, Field(strict=False, min_length=1, max_length=8192)]


def proof_of(password: SecretStr) -> bytes:
    """A salted scrypt digest, by which the password can be known again."""
    salt = os.urandom(16)
    return salt + _scrypt(password, salt)


def proves(password: SecretStr, proof: bytes | None) -> bool:
    """Whether the proof is of this password; takes as long without a proof."""
    salt, digest = (proof or bytes(16))[:16], (proof or b"")[16:]
    return hmac.compare_digest(_scrypt(password, salt), digest)


def _scrypt(password: SecretStr, salt: bytes) -> bytes:
    return hashlib.scrypt(password.get_secret_value().encode(), salt=salt, n=2**14, r=8, p=1)
