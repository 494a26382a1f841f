import re
from collections.abc import Callable
from typing import Any

from ministack.services import cognito

Answer = tuple[int, dict[str, str], bytes]
Request = dict[str, Any]

_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_EMAIL = re.compile(rf"{_LOCAL}@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z]", re.A | re.I)
_PASSWORDS = ("Password", "PreviousPassword", "ProposedPassword")


def close() -> None:
    """What Cognito refuses before it does anything: the emulator takes any email and password, and
    revokes any text.

    AWS knows an email's format; a password has no white space anywhere; only a refresh token can be
    revoked.
    """
    cognito._sign_up = _checked(_checked(cognito._sign_up, _email), _password)
    cognito._change_password = _checked(cognito._change_password, _password)
    cognito._confirm_forgot_password = _checked(cognito._confirm_forgot_password, _password)
    cognito._revoke_token = _checked(cognito._revoke_token, _refresh_token)


def _checked(
    act: Callable[[Request], Answer], check: Callable[[Request], tuple[str, str] | None]
) -> Callable[[Request], Answer]:
    def check_then_act(request: Request) -> Answer:
        if fault := check(request):
            refusal: Answer = cognito.error_response_json(*fault, 400)
            return refusal
        return act(request)

    return check_then_act


def _email(request: Request) -> tuple[str, str] | None:
    given = {one["Name"]: one["Value"] for one in request.get("UserAttributes", [])}
    if "email" in given and not _EMAIL.fullmatch(given["email"]):
        return "InvalidParameterException", "Invalid email address format."
    return None


def _password(request: Request) -> tuple[str, str] | None:
    for name in _PASSWORDS:
        if re.search(r"\s", str(request.get(name, "")), re.ASCII):
            sentence = (
                f"1 validation error detected: Value at '{name[0].lower()}{name[1:]}' failed to "
                r"satisfy constraint: Member must satisfy regular expression pattern: [\S]+"
            )
            return "InvalidParameterException", sentence
    return None


def _refresh_token(request: Request) -> tuple[str, str] | None:
    if cognito._token_claims(request.get("Token", "")).get("token_use") != "refresh":
        return "UnsupportedTokenTypeException", "Unsupported token type."
    return None
