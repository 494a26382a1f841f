import json
import threading
from typing import Any

from ministack.services import cognito

from local.emulator.gaps.cloudformation import Properties, afterwards

Answer = tuple[int, dict[str, str], bytes]

_replaced: set[str] = set()


def close() -> None:
    """RefreshTokenRotation of an app client: the emulator drops it, and a token works for ever.

    Neither CloudFormation nor UpdateUserPoolClient sets it.

    AWS gives a new refresh token with each refresh and ends the old one after
    RetryGracePeriodSeconds.
    """
    refresh, update = cognito._get_tokens_from_refresh_token, cognito._update_user_pool_client

    def rotate(client_id: str, properties: Properties) -> None:
        pool = cognito._user_pools[properties["UserPoolId"]]
        pool["_clients"][client_id]["RefreshTokenRotation"] = properties.get("RefreshTokenRotation")

    def refresh_and_rotate(request: dict[str, Any]) -> Answer:
        if request.get("RefreshToken") in _replaced:
            return _reuse_error()
        answer: Answer = refresh(request)
        rotation = _rotation_of(request.get("ClientId", ""))
        return _rotated(answer, request, rotation) if rotation and answer[0] == 200 else answer

    def update_and_keep(request: dict[str, Any]) -> Answer:
        answer: Answer = update(request)
        if answer[0] == 200 and "RefreshTokenRotation" in request:
            rotate(request["ClientId"], request)
        return answer

    afterwards("AWS::Cognito::UserPoolClient", rotate)
    cognito._get_tokens_from_refresh_token = refresh_and_rotate
    cognito._update_user_pool_client = update_and_keep


def _rotation_of(client_id: str) -> dict[str, Any] | None:
    pool, _pool_id = cognito._pool_for_client(client_id)
    rotation = pool["_clients"][client_id].get("RefreshTokenRotation") if pool else None
    return rotation if rotation and rotation.get("Feature") == "ENABLED" else None


def _rotated(answer: Answer, request: dict[str, Any], rotation: dict[str, Any]) -> Answer:
    status, headers, body = answer
    tokens = json.loads(body)
    tokens["AuthenticationResult"]["RefreshToken"] = _successor(request)
    _revoke_after(int(rotation.get("RetryGracePeriodSeconds", 0)), request["RefreshToken"])
    return status, headers, json.dumps(tokens).encode()


def _successor(request: dict[str, Any]) -> str:
    claims = cognito._token_claims(request["RefreshToken"])
    _pool, pool_id = cognito._pool_for_client(request["ClientId"])
    return str(
        cognito._fake_token(
            claims["sub"],
            pool_id,
            request["ClientId"],
            "refresh",
            origin_jti=claims.get("origin_jti", ""),
            scope=claims.get("scope"),
        )
    )


def _revoke_after(seconds: int, token: str) -> None:
    def revoke() -> None:
        _replaced.add(token)
        cognito._revoked_tokens.add(token)

    if seconds:
        timer = threading.Timer(seconds, revoke)
        timer.daemon = True
        timer.start()
    else:
        revoke()


def _reuse_error() -> Answer:
    answer: Answer = cognito.error_response_json(
        "RefreshTokenReuseException", "Refresh token has been invalidated by rotation.", 400
    )
    return answer
