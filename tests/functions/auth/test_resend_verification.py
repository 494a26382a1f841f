from functions.auth.register_user.handler import handler as register
from functions.auth.resend_verification.handler import handler as resend
from local.stack import Stack
from tests.client import Client
from tests.functions.auth.flows import a_registration
from tests.functions.auth.verifying import emails_verified
from tests.users import Accounts


def test_another_code_is_promised_to_anyone(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    waiting = a_registration()
    with emails_verified(stack):
        client.call(register, body=waiting)

    emails = (waiting["email"], accounts.new().email, a_registration()["email"])
    answers = [client.call(resend, body={"email": email}) for email in emails]

    assert [answer.status for answer in answers] == [200, 200, 200]
    assert answers[0].body == answers[1].body == answers[2].body


def test_the_fourth_code_within_minutes_must_wait(client: Client) -> None:
    body = {"email": a_registration()["email"]}

    answers = [client.call(resend, body=body) for _ in range(4)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
