"""Where emails are verified, a sign-up waits for its code and tells nothing of others."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from functions.auth.register_user.handler import handler as register
from functions.auth.verify_email.handler import handler as verify
from local.stack import Stack
from splashmy.accounts import names
from splashmy.accounts.records import NameClaim
from tests.client import Answer, Client
from tests.functions.auth.flows import ANOTHER_PASSWORD, a_registration, sign_in
from tests.functions.auth.verifying import MAILED_CODE, emails_verified
from tests.users import Accounts


@pytest.fixture(scope="module", autouse=True)
def _emails_verified(stack: Stack) -> Iterator[None]:
    with emails_verified(stack):
        yield


def signed_up(client: Client, **changes: Any) -> dict[str, Any]:
    asked = a_registration(**changes)
    answer = client.call(register, body=asked)
    assert answer.status == 201, answer.body
    return asked


def confirm(client: Client, asked: dict[str, Any], code: str = MAILED_CODE) -> Answer:
    return client.call(verify, body={"email": asked["email"], "code": code})


def test_a_registration_waits_for_its_code(client: Client) -> None:
    asked = a_registration()

    answer = client.call(register, body=asked).data

    assert (answer["verification_required"], answer["access_token"]) == (True, None)
    assert sign_in(client, asked["email"]).code == "email_not_verified"
    assert sign_in(client, asked["username"]).status == 403


def test_only_who_knows_the_password_is_told_that_a_code_is_missing(client: Client) -> None:
    asked = signed_up(client)

    assert sign_in(client, asked["email"], "wrong-password-1").code == "invalid_credentials"


def test_the_mailed_code_confirms_and_the_profile_is_there(client: Client) -> None:
    asked = signed_up(client)

    verified = client.call(verify, body={"email": asked["email"].upper(), "code": MAILED_CODE})
    session = sign_in(client, asked["email"])

    assert verified.status == 200
    assert (session.status, session.data["user"]["username"]) == (200, asked["username"])


def test_a_wrong_code_and_an_unknown_email_are_refused_alike(client: Client) -> None:
    wrong = confirm(client, signed_up(client), "000000")
    unknown = confirm(client, a_registration(), "000000")

    assert (wrong.status, wrong.code) == (unknown.status, unknown.code) == (400, "invalid_code")
    assert wrong.body["message"] == unknown.body["message"]


def test_a_verified_email_is_not_told_by_its_code(client: Client, accounts: Accounts) -> None:
    body = {"email": accounts.new().email, "code": MAILED_CODE}

    answer = client.call(verify, body=body)

    assert (answer.status, answer.code) == (400, "invalid_code")


def test_a_taken_email_looks_like_a_free_one(client: Client, accounts: Accounts) -> None:
    known = accounts.new()
    stranger = a_registration(email=known.email, password=ANOTHER_PASSWORD)
    stranger["password_confirm"] = ANOTHER_PASSWORD

    taken, free = client.call(register, body=stranger), client.call(register, body=a_registration())

    assert (taken.status, taken.body) == (free.status, free.body)
    assert sign_in(client, known.email, ANOTHER_PASSWORD).code == "email_not_verified"
    assert sign_in(client, stranger["username"], ANOTHER_PASSWORD).code == "email_not_verified"
    assert sign_in(client, known.email).status == 200


def test_the_same_is_asked_of_the_pool_for_a_taken_email(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    stranger = signed_up(client, email=accounts.new().email)

    waiting = stack.client("cognito-idp").admin_get_user(
        UserPoolId=stack.outputs["USERPOOLID"], Username=stranger["username"]
    )

    assert waiting["UserStatus"] == "UNCONFIRMED"


def test_who_signed_up_with_a_taken_email_never_gets_in(client: Client, accounts: Accounts) -> None:
    known = accounts.new()
    stranger = signed_up(client, email=known.email)

    confirmed = confirm(client, stranger)

    assert (confirmed.status, confirmed.code) == (400, "invalid_code")
    assert sign_in(client, stranger["username"]).code == "email_not_verified"


def test_a_username_is_held_though_its_email_was_taken(client: Client, accounts: Accounts) -> None:
    stranger = signed_up(client, email=accounts.new().email)

    answer = client.call(register, body=a_registration(username=stranger["username"]))

    assert (answer.status, answer.code) == (409, "username_taken")


def test_a_name_that_was_never_confirmed_is_free_when_its_time_is_over(client: Client) -> None:
    abandoned = signed_up(client)
    for key in (
        NameClaim.email_key(abandoned["email"]),
        NameClaim.username_key(abandoned["username"]),
    ):
        NameClaim(*key).update([NameClaim.expires_at.set(1)])

    again = client.call(register, body=abandoned)

    assert again.status == 201
    assert confirm(client, abandoned).status == 200


def test_the_eleventh_guess_of_a_code_must_wait(client: Client) -> None:
    asked = a_registration()

    answers = [confirm(client, asked, "000000") for _ in range(11)]

    assert [answer.status for answer in answers] == [400] * 10 + [429]


def test_who_registers_again_before_confirming_is_mailed_another_code(
    client: Client, stack: Stack
) -> None:
    asked = signed_up(client)
    waiting = sub_of(stack, asked)

    again = client.call(register, body=asked | {"email": asked["email"].upper()})

    assert (again.status, again.data["verification_required"]) == (201, True)
    assert sub_of(stack, asked) != waiting  # a sign-up of its own, which mails a code
    assert confirm(client, asked).status == 200
    assert sign_in(client, asked["email"]).status == 200


def test_only_who_knows_the_password_registers_again(client: Client) -> None:
    asked = signed_up(client)
    others = {"password": ANOTHER_PASSWORD, "password_confirm": ANOTHER_PASSWORD}

    answer = client.call(register, body=asked | others)

    assert (answer.status, answer.code) == (409, "username_taken")
    assert confirm(client, asked).status == 200


def test_registering_again_tells_nothing_of_a_taken_email(
    client: Client, accounts: Accounts
) -> None:
    stranger, free = signed_up(client, email=accounts.new().email), signed_up(client)

    taken, again = client.call(register, body=stranger), client.call(register, body=free)

    assert (taken.status, taken.body) == (again.status, again.body)


def test_a_sign_up_that_never_reached_the_pool_is_finished_by_the_next(client: Client) -> None:
    asked = a_registration()
    names.reserve(asked["email"], asked["username"], SecretStr(asked["password"]))

    answer = client.call(register, body=asked)

    assert answer.status == 201
    assert confirm(client, asked).status == 200


def sub_of(stack: Stack, asked: dict[str, Any]) -> str:
    found = stack.client("cognito-idp").admin_get_user(
        UserPoolId=stack.outputs["USERPOOLID"], Username=asked["username"]
    )
    return str(next(one["Value"] for one in found["UserAttributes"] if one["Name"] == "sub"))
