"""The first step of an account's deletion, and the one after its wait."""

from pydantic import BaseModel

from splashmy.accounts import deletion
from splashmy.core.ids import UserId
from splashmy.core.resources import JOB_WORKFLOW, JOBS, USER_POOL, USERS
from splashmy.web import task


class Leaving(BaseModel):
    user_id: UserId


class Closed(BaseModel):
    """`working_s` is how long workers that have begun may still write, in seconds; `wait_s` is how
    long to wait for them, and for requests that were let in before.
    """

    wait_s: int
    working_s: int


@task(
    grants=[
        USERS.get,
        USERS.put,
        USERS.update,
        USERS.delete,
        JOBS.get,
        JOBS.query,
        JOBS.put,
        JOBS.update,
        JOB_WORKFLOW.stop,
        USER_POOL.allow("AdminDeleteUser", "ListUsers"),
    ],
    timeout=300,
)
def handler(event: Leaving) -> Closed:
    """End every way into the account and every running job."""
    return Closed.model_validate(deletion.close(event.user_id), from_attributes=True)
