"""When a job completed or failed."""

from pydantic import BaseModel

from splashmy.core.resources import JOBS, SES, USERS
from splashmy.notifications import mail
from splashmy.notifications.job_ended import JobEnded
from splashmy.web import task


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
