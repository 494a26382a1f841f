from typing import Any

from ministack.services import cognito

_signed_in_at: dict[str, int] = {}


def close() -> None:
    """auth_time of a token: the emulator says when it was issued, AWS when its user signed in.

    Every token of a session has the same one, however often it was refreshed.
    """
    sign = cognito._signed_jwt

    def sign_with_first_time(claims: dict[str, Any], *args: Any) -> str:
        if "auth_time" in claims and claims.get("origin_jti"):
            first = _signed_in_at.setdefault(claims["origin_jti"], claims["auth_time"])
            claims = claims | {"auth_time": first}
        return str(sign(claims, *args))

    cognito._signed_jwt = sign_with_first_time
