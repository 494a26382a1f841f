"""An account's life by the client, and what is refused on the way."""

import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx2
import pytest

from local.stack import Stack
from splashmy.core.ids import UserId
from splashmy_client import ApiError, Client, MemoryTokens, Tokens, operations
from splashmy_client.models import ResetPassword
from splashmy_client.requests import Request
from tests.functions.auth.flows import ANOTHER_PASSWORD, PASSWORD, until
from tests.functions.auth.traces import traces
from tests.functions.auth.verifying import MAILED_CODE, emails_verified

RESET_CODE = "654321"  # the emulator's
NEWEST_PASSWORD = "third-time-lucky-3"


class Frontend:
    """A client with the tokens that it was given, and who uses it."""

    def __init__(self, stack: Stack) -> None:
        self.username = f"new-{uuid4().hex[:8]}"
        self.email = f"{self.username}@example.com"
        self.store = MemoryTokens()
        self.client = Client(stack.api_url, tokens=self.store)

    @property
    def tokens(self) -> Tokens:
        tokens = self.store.load()
        assert tokens
        return tokens

    def register(self) -> bool:
        return self.client.register(self.email, self.username, PASSWORD)

    def verify(self, code: str = MAILED_CODE) -> None:
        self.client.verify_email(self.email, code)

    def sign_in(self, password: str = PASSWORD) -> None:
        self.client.sign_in(self.email, password)


def refusal(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(ApiError) as refused:
        act()
    return refused.value.status, refused.value.code


@pytest.fixture
def new(stack: Stack) -> Iterator[Frontend]:
    new = Frontend(stack)
    with new.client:
        yield new


@pytest.fixture
def ana(new: Frontend, stack: Stack) -> Frontend:
    """Registered and verified by the mailed code."""
    with emails_verified(stack):
        assert not new.register()
    new.verify()
    return new


def test_nobody_signs_in_before_the_mailed_code_is_given(new: Frontend, stack: Stack) -> None:
    with emails_verified(stack):
        is_signed_in = new.register()

    assert not is_signed_in
    assert refusal(new.sign_in) == (403, "email_not_verified")
    new.client.send(operations.auth_resend_verification(email=new.email))
    assert refusal(lambda: new.verify("000000")) == (400, "invalid_code")
    new.verify()
    new.sign_in()
    assert new.client.profile().email == new.email


def test_a_session_is_signed_in_renewed_and_ended(ana: Frontend) -> None:
    assert refusal(ana.client.profile) == (401, "unauthorized")
    assert refusal(lambda: ana.sign_in("wrong-password-1")) == (401, "invalid_credentials")
    ana.client.sign_in(ana.username, PASSWORD)
    first = ana.tokens
    ana.store.save(Tokens(first.access_token, first.refresh_token, expires_at=0))

    assert ana.client.profile().username == ana.username
    assert ana.tokens.refresh_token != first.refresh_token
    last = ana.tokens
    ana.client.sign_out()

    assert refusal(ana.client.profile) == (401, "unauthorized")
    ana.store.save(last)
    assert refusal(ana.client.profile) == (401, "invalid_refresh_token")


def test_a_profile_is_read_and_changed(ana: Frontend) -> None:
    ana.sign_in()

    ana.client.send(
        operations.auth_update_profile_put(first_name="Ana", profile={"bio": "I draw."})
    )
    ana.client.send(operations.auth_update_profile_details(notify_by_email=True))
    profile = ana.client.profile()

    assert (profile.first_name, profile.is_premium) == ("Ana", False)
    assert (profile.profile.bio, profile.profile.notify_by_email) == ("I draw.", True)
    assert profile.profile == ana.client.send(operations.auth_get_profile_details())


def test_new_passwords_end_what_was_signed_in_with_the_old_ones(
    ana: Frontend, stack: Stack
) -> None:
    ana.sign_in()
    before, change = ana.tokens, ana.client.change_password

    assert refusal(lambda: change("wrong-password-1", ANOTHER_PASSWORD)) == (422, "invalid_request")
    with Client(stack.api_url) as elsewhere:
        elsewhere.sign_in(ana.email, PASSWORD)
        change(PASSWORD, ANOTHER_PASSWORD)
        assert refusal(elsewhere.profile) == (401, "invalid_refresh_token")
    assert ana.client.profile().email == ana.email
    after = ana.tokens
    ana.store.save(before)
    assert refusal(ana.client.profile) == (401, "invalid_refresh_token")
    ana.store.save(after)

    ana.client.send(operations.auth_request_password_reset(email=ana.email))
    assert refusal(lambda: ana.client.send(reset(ana, "000000"))) == (400, "invalid_code")
    ana.client.send(reset(ana, RESET_CODE))
    assert refusal(ana.client.profile) == (401, "invalid_refresh_token")
    assert refusal(lambda: ana.sign_in(ANOTHER_PASSWORD)) == (401, "invalid_credentials")
    ana.sign_in(NEWEST_PASSWORD)


def test_who_leaves_takes_everything_along(ana: Frontend, stack: Stack) -> None:
    ana.sign_in()
    user = ana.client.profile()
    export = json.loads(
        httpx2.get(ana.client.send(operations.auth_export_account()).download_url).content
    )

    left = ana.client.send(operations.auth_delete_account())

    assert export["users"][0]["email"] == ana.email
    assert left.id == user.id
    assert refusal(ana.client.profile) == (401, "invalid_refresh_token")
    assert refusal(ana.sign_in) == (401, "invalid_credentials")
    until(lambda: not traces(stack, UserId(user.id), user.email, user.username))
    assert ana.register()


def reset(ana: Frontend, code: str) -> Request[ResetPassword]:
    return operations.auth_confirm_password_reset(
        email=ana.email, code=code, new_password=NEWEST_PASSWORD
    )
