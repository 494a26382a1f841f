"""What a job cost: its owner's receipt, and the attempts that nobody has finished."""

from splashmy.core.log import logger
from splashmy.jobs.records import Job
from splashmy.provider import attempts, prices
from splashmy.provider.attempts import Ended
from splashmy.provider.prices import Receipt


def of(job: Job) -> Receipt:
    """What its owner is shown: the cost of the call that made the pictures."""
    return prices.receipt(job.model, (job.made or {}).get("usage"))


def finish_attempts(job: Job) -> bool:
    """Finish what its workers left open, when none works any more. False if that must be tried
    again; never an error, for the job itself has ended.
    """
    made = job.made or {}
    known = {}
    if "attempt" in made:
        ended = Ended("made", of(job), made.get("request_id"), made.get("usage"))
        known[int(made["attempt"])] = ended
    try:
        return attempts.finish_left(job.id, known)
    except Exception:  # noqa: BLE001 the sweeper comes again
        logger.exception("Attempts were not finished", job_id=job.id)
        return False
