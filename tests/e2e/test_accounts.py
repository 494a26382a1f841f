"""An account's life over HTTP, by the published URLs, and what is refused on the way."""

import json
from typing import Any

import pytest

from local.stack import Stack
from tests.client import Answer, Client
from tests.functions.auth.flows import ANOTHER_PASSWORD, PASSWORD, a_registration, bearer, until
from tests.functions.auth.traces import traces
from tests.functions.auth.verifying import MAILED_CODE, emails_verified
from tests.functions.processing.running import fetch

RESET_CODE = "654321"  # the emulator's
NEWEST_PASSWORD = "third-time-lucky-3"


class Frontend:
    """Nothing but the API's address, and the session that it gave."""

    def __init__(self, client: Client, asked: dict[str, Any]) -> None:
        self.client = client
        self.asked = asked
        self.session: dict[str, Any] = {}

    def post(self, path: str, body: Any = None) -> Answer:
        return self.send("POST", path, body)

    def send(self, method: str, path: str, body: Any = None) -> Answer:
        headers = bearer(self.session) if self.session else {}
        return self.client.send(method, f"/api/v1/auth/{path}", body, headers=headers)

    def sign_in(self, password: str, *, by: str = "email") -> Answer:
        answer = self.post("login/", {"identifier": self.asked[by], "password": password})
        if answer.status == 200:
            self.session = answer.data
        return answer


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.code


@pytest.fixture
def ana(client: Client, stack: Stack) -> Frontend:
    """Registered and verified by the mailed code."""
    ana = Frontend(client, a_registration())
    with emails_verified(stack):
        answer = ana.post("register/", ana.asked)
    assert (answer.status, answer.data["verification_required"]) == (201, True)
    verified = ana.post("verify-email/", {"email": ana.asked["email"], "code": MAILED_CODE})
    assert verified.status == 200
    return ana


def test_nobody_signs_in_before_the_mailed_code_is_given(client: Client, stack: Stack) -> None:
    ana = Frontend(client, a_registration())
    email = ana.asked["email"]
    with emails_verified(stack):
        registered = ana.post("register/", ana.asked)

    early = ana.sign_in(PASSWORD)
    again = ana.post("resend-verification/", {"email": email})
    wrong = ana.post("verify-email/", {"email": email, "code": "000000"})
    right = ana.post("verify-email/", {"email": email, "code": MAILED_CODE})

    assert registered.data["access_token"] is None
    assert refusal(early) == (403, "email_not_verified")
    assert again.status == 200
    assert refusal(wrong) == (400, "invalid_code")
    assert right.status == 200
    assert ana.sign_in(PASSWORD).status == 200


def test_a_session_is_signed_in_renewed_and_ended(ana: Frontend) -> None:
    assert refusal(ana.send("GET", "profile/")) == (401, "unauthorized")
    assert refusal(ana.sign_in("wrong-password-1")) == (401, "invalid_credentials")
    assert ana.sign_in(PASSWORD, by="username").status == 200
    assert ana.sign_in(PASSWORD).status == 200
    used = {"refresh_token": ana.session["refresh_token"]}
    renewed = ana.post("refresh/", used)
    ana.session = renewed.data

    reused = ana.post("refresh/", used)
    family = ana.post("refresh/", {"refresh_token": ana.session["refresh_token"]})
    signed_out = ana.post("logout/", {})

    assert renewed.status == 200
    assert refusal(reused) == refusal(family) == (401, "invalid_refresh_token")
    assert (signed_out.status, signed_out.data) == (200, {"signed_out": True})
    assert refusal(ana.send("GET", "profile/")) == (401, "unauthorized")


def test_a_profile_is_read_and_changed(ana: Frontend) -> None:
    ana.sign_in(PASSWORD)

    named = ana.send("PUT", "profile/", {"first_name": "Ana", "profile": {"bio": "I draw."}})
    told = ana.send("PATCH", "profile/details/", {"notify_by_email": True})
    refused = ana.send("PATCH", "profile/", {"is_premium": True})
    profile = ana.send("GET", "profile/").data

    assert (named.status, told.status) == (200, 200)
    assert refusal(refused) == (422, "invalid_request")
    assert (profile["first_name"], profile["is_premium"]) == ("Ana", False)
    assert (profile["profile"]["bio"], profile["profile"]["notify_by_email"]) == ("I draw.", True)
    assert profile["profile"] == ana.send("GET", "profile/details/").data


def test_new_passwords_end_what_was_signed_in_with_the_old_ones(ana: Frontend) -> None:
    ana.sign_in(PASSWORD)
    elsewhere = Frontend(ana.client, ana.asked)
    elsewhere.sign_in(PASSWORD)
    change = {"old_password": PASSWORD, "new_password": ANOTHER_PASSWORD}
    reset = {
        "email": ana.asked["email"],
        "code": RESET_CODE,
        "new_password": NEWEST_PASSWORD,
    }

    refused = ana.post("change-password/", change | {"old_password": "wrong-password-1"})
    changed = ana.post("change-password/", change)
    assert refusal(refused) == (422, "invalid_request")
    assert changed.status == 200
    assert refusal(elsewhere.send("GET", "profile/")) == (401, "unauthorized")
    assert refusal(ana.send("GET", "profile/")) == (401, "unauthorized")
    ana.session = changed.data
    assert ana.send("GET", "profile/").status == 200

    asked = ana.post("password-reset/request/", {"email": ana.asked["email"]})
    wrong = ana.post("password-reset/confirm/", reset | {"code": "000000"})
    right = ana.post("password-reset/confirm/", reset)
    assert asked.status == 200
    assert refusal(wrong) == (400, "invalid_code")
    assert right.status == 200
    assert refusal(ana.send("GET", "profile/")) == (401, "unauthorized")
    assert refusal(ana.sign_in(ANOTHER_PASSWORD)) == (401, "invalid_credentials")
    assert ana.sign_in(NEWEST_PASSWORD).status == 200


def test_who_leaves_takes_everything_along(ana: Frontend, stack: Stack) -> None:
    ana.sign_in(PASSWORD)
    user = ana.session["user"]
    export = json.loads(fetch(ana.send("GET", "export/").data["download_url"]))

    left = ana.send("DELETE", "account/")

    assert export["users"][0]["email"] == ana.asked["email"]
    assert (left.status, left.data) == (200, {"id": user["id"]})
    assert refusal(ana.send("GET", "profile/")) == (401, "unauthorized")
    assert refusal(ana.sign_in(PASSWORD)) == (401, "invalid_credentials")
    until(lambda: not traces(stack, user["id"], user["email"], user["username"]))
    ana.session = {}
    assert ana.post("register/", ana.asked).status == 201
