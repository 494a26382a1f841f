"""The end of an account: closed at once, then erased by a workflow whose steps may be repeated."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from splashmy.accounts import cognito, members, profiles
from splashmy.accounts.records import NameClaim
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.resources import ACCOUNT_DELETION, client
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User
from splashmy.jobs import cancellation, outcomes, status
from splashmy.jobs.cancellation import JobFinished
from splashmy.jobs.records import Job


@dataclass(frozen=True)
class Closed:
    """`working_s`: seconds that workers of ended jobs may still write. `wait_s`: at least these,
    and long enough for a request that was let in before.
    """

    wait_s: int
    working_s: int


def begin(caller: SignedIn) -> None:
    """Start the workflow first: its first step closes the account too, should this one fail."""
    profiles.of(caller)
    workflow = client("stepfunctions")
    with contextlib.suppress(workflow.exceptions.ExecutionAlreadyExists):
        workflow.start_execution(
            stateMachineArn=ACCOUNT_DELETION.id,
            name=caller.id,
            input=json.dumps({"user_id": caller.id}),
        )
    _disable(caller.id)


def close(user_id: UserId) -> Closed:
    """End every way in and every running job.

    A request that was let in just before may still make one, after the running ones were listed:
    once it was waited for, this is to be done again.
    """
    user = _disable(user_id)
    if user.is_erased:
        return Closed(wait_s=0, working_s=0)
    _leave_the_pool(user)
    for job in _jobs(user_id):
        if status.is_running(job):
            with contextlib.suppress(JobFinished):
                cancellation.cancel(user_id, job.id)
    working_s = max(map(_seconds_at_work, _jobs(user_id)), default=0)
    return Closed(wait_s=max(settings().account_erasure_delay, working_s), working_s=working_s)


def conclude(user_id: UserId) -> None:
    """Free the names, and leave a receipt without content where the user was."""
    user = User.get(*User.key(user_id), consistent_read=True)
    if user.is_erased:
        return
    receipt = User(
        *User.key(user_id),
        id=user_id,
        email="",
        username="",
        is_disabled=True,
        created_at=user.created_at,
        updated_at=now(),
        deleted_at=now(),
    )

    is_own = NameClaim.pk.does_not_exist() | (NameClaim.user_id == user_id)

    def write(transaction: Transaction) -> None:
        for key in (NameClaim.email_key(user.email), NameClaim.username_key(user.username)):
            transaction.delete(NameClaim(*key), condition=is_own)
        transaction.save(receipt, condition=User.deleted_at.does_not_exist())
        members.leave(transaction, user)

    transact(write)


def _disable(user_id: UserId) -> User:
    return members.change(user_id, {"is_disabled": True})


def _leave_the_pool(user: User) -> None:
    """With whoever tried to sign up with the same email, and could not confirm it."""
    email = user.email.replace("\\", "\\\\").replace('"', '\\"')
    found = cognito.as_administrator("list_users", Filter=f'email = "{email}"')
    strays = {one["Username"] for one in found["Users"] if one["UserStatus"] == "UNCONFIRMED"}
    for username in (*strays, user.username):
        cognito.as_administrator("admin_delete_user", Username=username)


def _jobs(user_id: UserId) -> Iterator[Job]:
    pk, of_kind = f"USER#{user_id}", Job.sk.startswith("JOB#")
    yield from Job.query(pk, of_kind, consistent_read=True)


def _seconds_at_work(job: Job) -> int:
    """How long workers of a job may still run: they are not stopped by its end."""
    if job.status not in ("failed", "cancelled"):
        return 0
    gone_at = job.completed_at + outcomes.WORKERS_GONE_AFTER
    return max(0, int((gone_at - now()).total_seconds()))
