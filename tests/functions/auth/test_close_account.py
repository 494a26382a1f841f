"""The first step of leaving: nobody gets in any more, and nothing is at work any more."""

from datetime import timedelta
from typing import Any

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register
from functions.processing.cancel_job.handler import handler as cancel_job
from local.stack import Stack
from splashmy.accounts import deletion
from splashmy.core.clock import now
from splashmy.jobs.outcomes import WORKERS_GONE_AFTER
from splashmy.jobs.records import Job
from tests.client import Client
from tests.factories.jobs import a_job
from tests.functions.auth.flows import a_registration, sign_in
from tests.functions.auth.verifying import emails_verified
from tests.functions.processing.running import started
from tests.users import Account, Accounts

LONGEST = WORKERS_GONE_AFTER.total_seconds()


def close(stack: Stack, user: Account) -> int:
    answer: dict[str, Any] = stack.invoke("splashmy-local-auth-close_account", {"user_id": user.id})
    return int(answer["wait_s"])


def test_every_way_in_is_shut(client: Client, accounts: Accounts, stack: Stack) -> None:
    ana = accounts.new()

    wait = close(stack, ana)

    assert wait == 0
    assert client.call(get_profile, caller=ana).status == 401
    assert sign_in(client, ana.email).status == 401


def test_a_running_job_ends_with_the_account(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    job = started(client, ana)

    close(stack, ana)

    ended = Job.get(*Job.key(ana.id, job["id"]), consistent_read=True)
    assert ended.status in {"cancelled", "completed"}


def test_workers_of_a_job_are_waited_for_however_often_the_step_is_begun(
    accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    a_job(ana)

    waits = [close(stack, ana) for _ in range(2)]

    assert all(LONGEST - 60 < wait <= LONGEST for wait in waits)


def test_workers_of_a_job_that_was_cancelled_before_are_waited_for(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    recent, old = a_job(ana), a_job(ana)
    for job in (recent, old):
        client.call(cancel_job, caller=ana, job_id=job.id)
    old.update([Job.completed_at.set(now() - timedelta(days=1))])

    wait = close(stack, ana)

    assert LONGEST - 60 < wait <= LONGEST


def test_who_tried_to_sign_up_with_the_same_email_is_forgotten_too(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    with emails_verified(stack):
        client.call(register, body=a_registration(email=ana.email))

    close(stack, ana)

    found = stack.client("cognito-idp").list_users(
        UserPoolId=stack.outputs["USERPOOLID"], Filter=f'email = "{ana.email}"'
    )
    assert found["Users"] == []


def test_what_is_under_way_is_waited_for_where_users_are(accounts: Accounts) -> None:
    assert deletion.close(accounts.new().id).wait_s > 120  # the timeout of an ingest
