"""What Cognito itself refuses is answered in our words, and it is told where a caller is."""

import json
from collections.abc import Iterator
from typing import Any

from local import demo
from splashmy.accounts import names
from splashmy.core.resources import USER_POOL, client
from tools.verify_deploy.answers import JSON, Answer, Check, ask, is_error

_NO_EMAIL = "a..b@example.com"  # it looks like one to many patterns, and is none to Cognito


def refusals(root: str, account: demo.Account) -> Iterator[Check]:
    """Of a session of its own, which ends."""
    password = account.password
    wanted = {"email": _NO_EMAIL, "username": "verify-nobody", "password": password}
    registered = _post(f"{root}/auth/register/", {**wanted, "password_confirm": password})
    yield is_error("an email that Cognito knows for none", registered, 422, "invalid_request")
    no_token = _refresh(root, "no-refresh-token")
    yield is_error("a refresh token that is none", no_token, 401, "invalid_refresh_token")
    signed_in = _post(f"{root}/auth/login/", {"identifier": account.email, "password": password})
    if signed_in.status != 200:
        yield Check("a second session begins", str(signed_in))
        return
    tokens = json.loads(signed_in.body)["data"]
    ended = {"refresh_token": tokens["refresh_token"]}
    bearer = f"Bearer {tokens['access_token']}"
    signed_out = _post(f"{root}/auth/logout/", ended, Authorization=bearer)
    yield Check("a session ends", "" if signed_out.status == 200 else str(signed_out))
    again = _refresh(root, tokens["refresh_token"])
    yield is_error("its refresh token", again, 401, "invalid_refresh_token")
    revoked = _refresh(root, tokens["refresh_token"])
    yield is_error("revoking it twice", revoked, 401, "invalid_refresh_token")


def threat_protection(email: str) -> Iterator[Check]:
    """Where the pool has it, by the operator's AWS credentials: what it noted of our sign-in."""
    claim, pool = names.find(email), client("cognito-idp")
    described = pool.describe_user_pool(UserPoolId=USER_POOL.id)["UserPool"]
    mode = described.get("UserPoolAddOns", {}).get("AdvancedSecurityMode", "OFF")
    if claim is None or mode == "OFF":
        return
    noted = pool.admin_list_user_auth_events(UserPoolId=USER_POOL.id, Username=claim.username)
    yield knows_the_address(noted["AuthEvents"])


def knows_the_address(events: list[dict[str, Any]]) -> Check:
    name = "threat protection knows where a caller is"
    sign_ins = [one for one in events if one["EventType"] == "SignIn"]
    if not sign_ins:
        return Check(name, "Cognito noted no sign-in yet; try again in a minute")
    address = sign_ins[0].get("EventContextData", {}).get("IpAddress")
    return Check(name, "" if address else "Cognito was told no address")


def _refresh(root: str, token: str) -> Answer:
    return _post(f"{root}/auth/refresh/", {"refresh_token": token})


def _post(url: str, body: dict[str, str], **headers: str) -> Answer:
    return ask(url, json.dumps(body).encode(), {**JSON, **headers})
