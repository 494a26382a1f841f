from concurrent.futures import ThreadPoolExecutor

import pytest

from functions.auth.log_in.handler import handler as log_in
from functions.auth.register_user.handler import handler as register
from local.stack import Stack
from tests.budgets import in_process
from tests.client import Client
from tests.functions.auth.flows import ANOTHER_PASSWORD, PASSWORD, a_registration, sign_in
from tests.users import Accounts


def test_a_user_signs_in_with_email_or_username_in_any_case(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)

    for identifier in (
        asked["email"],
        asked["username"].upper(),
        asked["email"].title(),
    ):
        session = sign_in(client, identifier)

        assert session.status == 200
        assert session.data["user"]["username"] == asked["username"]
        assert (session.data["token_type"], session.data["expires_in"]) == ("Bearer", 900)


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)

    wrong = sign_in(client, asked["email"], "wrong-password-1")
    unknown = sign_in(client, a_registration()["email"])
    strange = sign_in(client, "no body has this: \u2603")

    assert wrong.status == unknown.status == strange.status == 401
    assert wrong.code == unknown.code == strange.code == "invalid_credentials"
    assert wrong.body["message"] == unknown.body["message"]


def test_a_bad_token_does_not_hinder_a_sign_in(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)
    body = {"identifier": asked["email"], "password": PASSWORD}

    session = client.call(log_in, body=body, headers={"Authorization": "Bearer bad"})

    assert session.status == 200


@pytest.mark.parametrize("known", [True, False])
def test_the_eleventh_try_within_minutes_must_wait(client: Client, known: bool) -> None:
    asked = a_registration()
    if known:
        client.call(register, body=asked)

    answers = [sign_in(client, asked["email"], "wrong-password-1") for _ in range(11)]

    assert [answer.status for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_of_thirty_guesses_at_once_ten_are_tried(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)

    with ThreadPoolExecutor(30) as pool:
        guesses = [f"wrong-password-{each}" for each in range(30)]
        answers = list(pool.map(lambda guess: sign_in(client, asked["email"], guess), guesses))

    assert sorted(answer.status for answer in answers) == [401] * 10 + [429] * 20


def test_the_tries_of_one_name_leave_those_of_another(client: Client) -> None:
    one, another = a_registration()["email"], a_registration()["email"]

    answers = [sign_in(client, one).status for _ in range(11)]

    assert (answers[-1], sign_in(client, another).status) == (429, 401)


def test_a_sign_in_makes_four_calls_of_dynamodb(accounts: Accounts) -> None:
    body = {"identifier": accounts.new().email, "password": PASSWORD}

    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(log_in, body=body)

    assert answer["status"] == 200
    assert [name for name, _ in calls] == ["UpdateItem", "GetItem", "GetItem", "UpdateItem"]


def test_right_tries_are_not_counted(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)

    right = [sign_in(client, asked["email"]) for _ in range(11)]
    wrong = [sign_in(client, asked["email"], "wrong-password-1") for _ in range(10)]

    assert [answer.status for answer in right] == [200] * 11
    assert [answer.status for answer in wrong] == [401] * 10


def test_ten_wrong_tries_by_a_stranger_do_not_lock_the_owner_out(client: Client) -> None:
    asked = a_registration()
    client.call(register, body=asked)
    body = {"identifier": asked["email"], "password": "wrong-password-1"}

    tries = [in_process.call(log_in, body=body, address="203.0.113.7")["status"] for _ in range(11)]

    assert tries == [401] * 10 + [429]
    assert sign_in(client, asked["email"]).status == 200


def test_a_profile_that_the_trigger_missed_is_made_at_sign_in(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(trigger_missed=True)

    answer = sign_in(client, ana.email)

    assert (answer.status, answer.data["user"]["id"]) == (200, ana.id)


@pytest.fixture
def made_by_an_operator(stack: Stack) -> str:
    """The username of one who has a temporary password."""
    asked = a_registration()
    stack.client("cognito-idp").admin_create_user(
        UserPoolId=stack.outputs["USERPOOLID"],
        Username=asked["username"],
        TemporaryPassword=PASSWORD,
        UserAttributes=[
            {"Name": "email", "Value": asked["email"]},
            {"Name": "email_verified", "Value": "true"},
        ],
        MessageAction="SUPPRESS",
    )
    return str(asked["username"])


def test_a_temporary_password_must_be_replaced(client: Client, made_by_an_operator: str) -> None:
    refused = sign_in(client, made_by_an_operator)
    wrong = sign_in(client, made_by_an_operator, ANOTHER_PASSWORD)

    assert (refused.status, refused.code) == (403, "new_password_required")
    assert wrong.code == "invalid_credentials"


@pytest.mark.parametrize("name", ["{}", "{}@example.com"])
def test_a_user_made_by_an_operator_signs_in_with_a_new_password(
    client: Client, made_by_an_operator: str, name: str
) -> None:
    body = {"identifier": name.format(made_by_an_operator), "password": PASSWORD}

    session = client.call(log_in, body=body | {"new_password": ANOTHER_PASSWORD})
    again = sign_in(client, f"{made_by_an_operator}@example.com", ANOTHER_PASSWORD)

    assert (session.status, session.data["user"]["username"]) == (200, made_by_an_operator)
    assert (again.status, again.data["user"]["id"]) == (200, session.data["user"]["id"])


def test_a_new_password_changes_nothing_for_who_has_one(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    body = {"identifier": ana.email, "password": PASSWORD, "new_password": ANOTHER_PASSWORD}

    assert client.call(log_in, body=body).status == 200
    assert sign_in(client, ana.email, ANOTHER_PASSWORD).code == "invalid_credentials"
    assert sign_in(client, ana.email).status == 200
