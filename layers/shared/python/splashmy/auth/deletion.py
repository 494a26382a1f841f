"""The end of an account: closed at once, then erased by a workflow whose steps may be repeated."""

import contextlib
import json
from collections.abc import Iterator

from pynamodb.transactions import TransactWrite

from splashmy.auth import cognito
from splashmy.auth.callers import SignedIn
from splashmy.auth.records import InvalidCredentials, Member, Members, NameClaim, User
from splashmy.ids import now
from splashmy.processing import endings, jobs, transitions
from splashmy.processing.jobs import JobFinished
from splashmy.processing.records import Job
from splashmy.records import transact
from splashmy.resources import ACCOUNT_DELETION, client


def begin(caller: SignedIn) -> None:
    """Start the workflow first: its first step closes the account too, should this one fail."""
    workflow = client("stepfunctions")
    with contextlib.suppress(workflow.exceptions.ExecutionAlreadyExists):
        workflow.start_execution(
            stateMachineArn=ACCOUNT_DELETION.id,
            name=caller.id,
            input=json.dumps({"user_id": caller.id}),
        )
    _disable(caller.id)


def close(user_id: str) -> int:
    """End every way in and every running job.

    Returns the seconds after which no worker writes for this user any more.
    """
    user = _disable(user_id)
    if user.is_erased:
        return 0
    with contextlib.suppress(InvalidCredentials):
        cognito.as_administrator("admin_delete_user", Username=user.username)
    running = list(_running(user_id))
    for job in running:
        with contextlib.suppress(JobFinished):
            jobs.cancel(user_id, job.id)
    return int(endings.WORKERS_GONE_AFTER.total_seconds()) if running else 0


def conclude(user_id: str) -> None:
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

    def write(transaction: TransactWrite) -> None:
        for key in (NameClaim.email_key(user.email), NameClaim.username_key(user.username)):
            transaction.delete(NameClaim(*key), condition=NameClaim.user_id == user_id)
        transaction.delete(Member(*Member.key(user.member_id)))
        transaction.save(receipt, condition=User.deleted_at.does_not_exist())
        transaction.update(Members(), [Members.total.add(-1)])

    transact(write)


def _disable(user_id: str) -> User:
    user = User(*User.key(user_id))
    user.update([User.is_disabled.set(True)], condition=User.pk.exists())
    return user


def _running(user_id: str) -> Iterator[Job]:
    pk, prefix = Job.key(user_id, "")
    for job in Job.query(pk, Job.sk.startswith(prefix), consistent_read=True):
        if transitions.is_running(job):
            yield job
