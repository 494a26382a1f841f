from functions.auth.request_password_reset.handler import handler as request
from tests.client import Client
from tests.functions.auth.flows import a_registration, registered

MAILED_CODE = "654321"  # the emulator's


def test_a_code_is_promised_to_anyone(client: Client) -> None:
    known = registered(client)["user"]["email"]

    answers = [
        client.call(request, body={"email": it}) for it in (known, a_registration()["email"])
    ]

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body


def test_the_fourth_request_within_minutes_must_wait(client: Client) -> None:
    body = {"email": a_registration()["email"]}

    answers = [client.call(request, body=body) for _ in range(4)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
