"""Before a job waits for the provider: is what it works on still there, and its ticket."""

from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict, awaits_results, move
from splashmy.provider import queue
from splashmy.workflow import photos
from splashmy.workflow.steps import refuse


def prepare(job: Job) -> Job:
    """The job as it is then: on its way, or ended."""
    if not awaits_results(job):
        return job
    if not photos.are_usable(job):
        return refuse(job, PHOTO_GONE)
    if job.status != "pending":
        return job
    ticket = queue.join()
    try:
        return move(job, "moderating", actions=lambda _: [Job.ticket.set(ticket)])
    except JobStatusConflict as moved:
        queue.leave()
        return moved.job
