"""The mail that says how a job ended, to those who asked for it; one for each job at most."""

import time

from splashmy.core.ids import JobId, UserId
from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import client
from splashmy.core.settings import settings
from splashmy.identity.records import User
from splashmy.notifications.records import Mailed

REMEMBERED_FOR = 7 * 24 * 3600  # seconds; EventBridge repeats an event within a day
SUBJECTS = {
    "completed": "Your picture is ready",
    "failed": "Your picture could not be made",
}
TEXTS = {
    "completed": "Hello {username},\n\nthe pictures of your job {job_id} are ready.\n",
    "failed": "Hello {username},\n\nyour job {job_id} failed; it says why, and whether "
    "it can be tried again.\n",
}


def notify(owner_id: UserId, job_id: JobId, status: str) -> bool:
    """Whether a mail was sent. An event that comes twice sends one; so does a failed try."""
    user = _who_asked(owner_id)
    if user is None or not settings().mail_sender or not _claimed(job_id):
        return False
    try:
        _send(user, job_id, status)
    except Exception:
        Mailed(f"JOB#{job_id}").delete()
        raise
    return True


def _who_asked(owner_id: UserId) -> User | None:
    try:
        user = User.get(*User.key(owner_id))
    except User.DoesNotExist:
        return None
    return user if user.notify_by_email else None


def _claimed(job_id: JobId) -> bool:
    until = int(time.time()) + REMEMBERED_FOR
    try:
        Mailed(f"JOB#{job_id}", expires_at=until).save(Mailed.pk.does_not_exist())
    except ConditionFailed:
        logger.info("Mailed already", job_id=job_id)
        return False
    return True


def _send(user: User, job_id: JobId, status: str) -> None:
    text = TEXTS[status].format(username=user.username, job_id=job_id)
    client("sesv2").send_email(
        FromEmailAddress=settings().mail_sender,
        Destination={"ToAddresses": [user.email]},
        Content={"Simple": {"Subject": _utf8(SUBJECTS[status]), "Body": {"Text": _utf8(text)}}},
    )


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
