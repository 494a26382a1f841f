from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ReadTimeoutError
from pydantic import SecretStr

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register
from local.stack import Stack
from splashmy.accounts import cognito, names
from splashmy.accounts.records import NameClaim
from splashmy.core import transactions
from splashmy.core.transactions import Transaction
from tests.client import Client
from tests.functions.auth.flows import PASSWORD, a_registration, bearer
from tests.users import Accounts


def test_a_registered_user_is_signed_in(client: Client) -> None:
    asked = a_registration()

    answer = client.call(register, body=asked)
    profile = client.call(get_profile, headers=bearer(answer.data))

    assert (answer.status, answer.data["verification_required"]) == (201, False)
    assert profile.data == answer.data["user"]
    assert (profile.data["email"], profile.data["username"]) == (
        asked["email"],
        asked["username"],
    )


@pytest.mark.parametrize(
    ("field", "code"), [("email", "email_taken"), ("username", "username_taken")]
)
def test_a_name_belongs_to_one_user_in_any_case(client: Client, field: str, code: str) -> None:
    first = a_registration()
    client.call(register, body=first)

    second = client.call(register, body=a_registration(**{field: first[field].upper()}))

    assert (second.status, second.code) == (409, code)


def test_a_taken_email_is_refused_before_the_pool_is_asked(
    client: Client, accounts: Accounts
) -> None:
    asked = a_registration(email=accounts.new().email)

    answer = client.call(register, body=asked)

    assert answer.code == "email_taken"
    with pytest.raises(accounts.cognito.exceptions.UserNotFoundException):
        accounts.cognito.admin_get_user(UserPoolId=accounts.pool, Username=asked["username"])


def test_a_refused_registration_leaves_its_other_name_free(client: Client) -> None:
    taken, asked = a_registration(), a_registration()
    client.call(register, body=taken)
    client.call(register, body=asked | {"username": taken["username"]})

    again = client.call(register, body=asked)

    assert again.status == 201


def test_of_fifty_who_want_one_name_one_gets_it(client: Client) -> None:
    name = a_registration()["username"]
    requests = [a_registration(username=name.upper() if each % 2 else name) for each in range(50)]

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda asked: client.call(register, body=asked), requests))

    assert sorted(answer.status for answer in answers) == [201] + [409] * 49


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an email"),
        ("email", "two..dots@example.com"),
        ("email", "a,b@example.com"),
        ("username", "ab"),
        ("username", "with@sign"),
        ("password", "short1a"),
        ("password", "no-digits-here"),
        ("password", "NO-LOWER-CASE-1"),
        ("password", "correct horse 9"),
        ("password_confirm", "another-horse-9"),
        ("is_premium", True),
    ],
)
def test_a_malformed_registration_names_the_field(
    client: Client, field: str, value: object
) -> None:
    answer = client.call(register, body=a_registration(**{field: value}))

    assert (answer.status, answer.code) == (422, "invalid_request")
    assert field in [detail["field"] for detail in answer.body["error"]["details"]]
    assert str(value) not in str(answer.body["error"]["details"])


def test_the_sixth_registration_of_one_email_within_minutes_must_wait(client: Client) -> None:
    asked = a_registration()
    answers = [client.call(register, body=asked) for _ in range(6)]

    assert [answer.status for answer in answers] == [201, 409, 409, 409, 409, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_name_of_an_unfinished_sign_up_can_be_taken_over(client: Client, stack: Stack) -> None:
    asked = a_registration()
    email = [{"Name": "email", "Value": f"earlier-{asked['email']}"}]
    cognito.as_client(
        "sign_up",
        username=asked["username"],
        address="192.0.2.7",
        Password=PASSWORD,
        UserAttributes=email,
    )

    answer = client.call(register, body=asked)

    assert (answer.status, answer.data["user"]["email"]) == (201, asked["email"])


def test_a_sign_up_that_the_pool_refuses_holds_no_name(client: Client, accounts: Accounts) -> None:
    ana, asked = accounts.new(), a_registration()
    NameClaim(*NameClaim.username_key(ana.username)).delete()

    answer = client.call(register, body=asked | {"username": ana.username})

    assert (answer.status, answer.code) == (409, "username_taken")
    assert names.find(asked["email"]) is None


def test_what_freed_a_name_frees_it_for_nobody_else(stack: Stack) -> None:
    asked = a_registration()
    holder = {name: asked[name] for name in ("email", "username")}
    first = names.reserve(**holder, password=SecretStr(PASSWORD))
    names.release(**holder, proof=first)
    names.reserve(**holder, password=SecretStr(PASSWORD))

    names.release(**holder, proof=first)  # again: its answer was lost

    assert [names.find(holder[name]) is None for name in holder] == [False, False]


def test_names_whose_reservation_is_not_answered_are_free(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = a_registration()

    def commit_and_lose_the_answer(write: Callable[[Transaction], None]) -> None:
        transactions.transact(write)
        raise ReadTimeoutError(endpoint_url="dynamodb")

    monkeypatch.setattr(names, "transact", commit_and_lose_the_answer)

    with pytest.raises(ReadTimeoutError):
        names.reserve(asked["email"], asked["username"], SecretStr(PASSWORD))

    assert [names.find(asked[name]) for name in ("email", "username")] == [None, None]
