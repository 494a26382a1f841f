"""When a job completed or failed."""

from typing import Literal

from pydantic import BaseModel

from splashmy.core.ids import JobId, UserId
from splashmy.core.resources import JOBS, SES, USERS
from splashmy.notifications import mail
from splashmy.web import task


class Ended(BaseModel):
    owner_id: UserId
    job_id: JobId
    status: Literal["completed", "failed"]


class JobEnded(BaseModel):
    """As EventBridge delivers it."""

    detail: Ended


class Notified(BaseModel):
    mailed: bool


@task(
    grants=[USERS.get, JOBS.put, JOBS.delete, SES.allow("SendEmail")],
    dead_letters=True,
)
def handler(event: JobEnded) -> Notified:
    """Mail those who asked for it when their job has ended."""
    ended = event.detail
    return Notified(mailed=mail.notify(ended.owner_id, ended.job_id, ended.status))
