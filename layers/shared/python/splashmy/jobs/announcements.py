"""The event that says how a job ended, on the event bus; at least once, whatever dies meanwhile."""

import json
from contextlib import suppress

from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import EVENTS, client
from splashmy.jobs import receipts
from splashmy.jobs.records import Job, Unfinished

SOURCE = "splashmy.processing"
DETAIL_TYPE = "Job Ended"
ANNOUNCED = ("completed", "failed")


def announce(job: Job) -> None:
    """Say that a job completed or failed, once it has. What fails here the sweeper repeats.

    A completed one is not watched any more then, if nothing of its accounts is left to do.
    """
    try:
        _put(job)
    except Exception:  # noqa: BLE001 the job has ended, and nothing about that must fail any more
        logger.exception("Not announced; the sweeper will", job_id=job.id)
        return
    watched = Unfinished(*Unfinished.key(job.id))
    if job.status == "completed" and receipts.finish_attempts(job):
        watched.delete()
    else:
        with suppress(ConditionFailed):  # the sweeper is done with it
            watched.update([Unfinished.announced.set(True)], Unfinished.pk.exists())


def _put(job: Job) -> None:
    detail = {
        "owner_id": job.owner_id,
        "job_id": job.id,
        "status": job.status,
        "correlation_id": job.correlation_id,
    }
    entry = {
        "EventBusName": EVENTS.id,
        "Source": SOURCE,
        "DetailType": DETAIL_TYPE,
        "Detail": json.dumps(detail),
    }
    answer = client("events").put_events(Entries=[entry])
    if answer["FailedEntryCount"]:
        raise RuntimeError(answer["Entries"][0]["ErrorMessage"])
