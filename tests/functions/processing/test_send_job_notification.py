import json
import time
import urllib.request
from typing import Any

import pytest

from local.stack import Stack
from splashmy.core.ids import JobId, new_id
from splashmy.identity.records import User
from splashmy.notifications.records import Mailed
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-processing-send_job_notification"
SENDER = "splashmy@example.com"
PATIENCE = 20  # seconds


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    """She asked for mails."""
    ana = accounts.new("ana")
    User(*User.key(ana.id)).update([User.notify_by_email.set(True)])
    return ana


def event(owner: Account, job_id: JobId, status: str = "completed") -> dict[str, Any]:
    return {"detail": {"owner_id": owner.id, "job_id": job_id, "status": status}}


def mails_to(stack: Stack, account: Account) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{stack.endpoint_url}/_ministack/ses/messages") as response:
        accounts = json.load(response)["messages"].values()
    return [one for mails in accounts for one in mails if account.email in json.dumps(one)]


def test_a_job_that_completed_is_mailed(stack: Stack, client: Client, ana: Account) -> None:
    job = run(client, ana)

    deadline = time.monotonic() + PATIENCE
    while not (mails := mails_to(stack, ana)) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert len(mails) == 1
    assert job["id"] in json.dumps(mails)


@pytest.mark.parametrize(
    ("status", "subject"),
    [("completed", "Your picture is ready"), ("failed", "Your picture could not be made")],
)
def test_an_event_that_comes_twice_sends_one_mail(
    stack: Stack, ana: Account, status: str, subject: str
) -> None:
    twice = [stack.invoke(FUNCTION, event(ana, job_id, status)) for job_id in [new_id(JobId)] * 2]

    assert twice == [{"mailed": True}, {"mailed": False}]
    (mail,) = mails_to(stack, ana)
    assert subject in json.dumps(mail)


def test_who_did_not_ask_gets_no_mail(stack: Stack, accounts: Accounts) -> None:
    bob = accounts.new("bob")

    outcome = stack.invoke(FUNCTION, event(bob, JobId(new_id(str))))

    assert (outcome, mails_to(stack, bob)) == ({"mailed": False}, [])


def test_a_mail_that_failed_is_tried_again(stack: Stack, ana: Account) -> None:
    job_id, identities = new_id(JobId), stack.client("sesv2")
    stack.client("ses").delete_identity(Identity=SENDER)
    identities.delete_email_identity(EmailIdentity=SENDER)
    with pytest.raises(RuntimeError, match="not verified"):
        stack.invoke(FUNCTION, event(ana, job_id))
    identities.create_email_identity(EmailIdentity=SENDER)

    outcome = stack.invoke(FUNCTION, event(ana, job_id))

    assert outcome == {"mailed": True}
    assert Mailed.get(f"JOB#{job_id}", "MAILED").expires_at > time.time()
