from functions.auth.confirm_password_reset.handler import handler as confirm
from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.refresh_session.handler import handler as refresh
from functions.auth.request_password_reset.handler import handler as request
from tests.client import Answer, Client
from tests.functions.auth.flows import ANOTHER_PASSWORD, a_registration, bearer, registered, sign_in

MAILED_CODE = "654321"  # the emulator's


def reset(client: Client, email: str, code: str = MAILED_CODE) -> Answer:
    body = {"email": email, "code": code, "new_password": ANOTHER_PASSWORD}
    return client.call(confirm, body=body)


def test_a_reset_ends_every_session_and_the_new_password_signs_in(client: Client) -> None:
    old = registered(client)
    email = old["user"]["email"]
    client.call(request, body={"email": email})

    answer = reset(client, email)
    new = sign_in(client, email, ANOTHER_PASSWORD)

    assert (answer.status, sign_in(client, email).status) == (200, 401)
    assert client.call(get_profile, headers=bearer(old)).status == 401
    assert client.call(refresh, body={"refresh_token": old["refresh_token"]}).status == 401
    assert client.call(get_profile, headers=bearer(new.data)).data == old["user"]


def test_two_who_sign_in_right_after_a_reset_both_stay(client: Client) -> None:
    email = registered(client)["user"]["email"]
    client.call(request, body={"email": email})
    reset(client, email)

    sessions = [sign_in(client, email, ANOTHER_PASSWORD).data for _ in range(2)]

    assert [client.call(get_profile, headers=bearer(one)).status for one in sessions] == [200, 200]


def test_a_wrong_code_and_an_unknown_email_are_refused_alike(client: Client) -> None:
    known = registered(client)["user"]["email"]
    client.call(request, body={"email": known})

    wrong, unknown = reset(client, known, "000000"), reset(client, a_registration()["email"])

    assert (wrong.status, wrong.code) == (unknown.status, unknown.code) == (400, "invalid_code")


def test_the_eleventh_guess_of_a_code_must_wait(client: Client) -> None:
    email = a_registration()["email"]

    answers = [reset(client, email, "000000") for _ in range(11)]

    assert [answer.status for answer in answers] == [400] * 10 + [429]
