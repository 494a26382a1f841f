"""One attempt to have a job's pictures made, and what follows from how it went."""

import random
import time
from typing import Any

import openai

from splashmy.core import metrics
from splashmy.core.clock import now
from splashmy.core.failures import Failure
from splashmy.core.log import logger
from splashmy.jobs import object_keys
from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.records import Job
from splashmy.jobs.status import Event, JobStatusConflict, awaits_results, change, move, read
from splashmy.provider import client, queue
from splashmy.provider.client import ImageRequest, Made, PicturesMissing
from splashmy.provider.errors import PROVIDER_BUSY, Wait, classify
from splashmy.workflow import moderation, photos
from splashmy.workflow.steps import ENDED, GO_ON, Step, refuse, wait

MOST_ATTEMPTS = 3
FIRST_WAIT = 2  # seconds, doubled with each attempt


def attempt(job: Job) -> Step:
    """Call the provider once, keep what it made; or wait, or end the job."""
    try:
        if job.made:
            return GO_ON
        if job.attempts >= MOST_ATTEMPTS:
            return refuse(job, PROVIDER_BUSY)
        if not photos.are_usable(job):  # it may have waited long for its slot
            return refuse(job, PHOTO_GONE)
        return _call(_begun(job))
    except JobStatusConflict as moved:
        if moved.job.status in ("failed", "cancelled"):
            object_keys.remove(job)
        return ENDED
    finally:
        queue.release(job.id)


def _begun(job: Job) -> Job:
    """Count the attempt before it is made: a killed one counts too."""
    if job.status == "moderating":
        job = move(job, "processing", actions=lambda _: [Job.started_at.set(now())])
    if not awaits_results(job):
        raise JobStatusConflict(job)
    job.update([Job.attempts.add(1)], Job.status == job.status)
    return job


def _call(job: Job) -> Step:
    photo = object_keys.get(job.original_image_key) if job.original_image_key else None
    mask = object_keys.get(job.mask_image_key) if job.mask_image_key else None
    request = ImageRequest(
        job.model, job.final_prompt, job.owner_id, job.effective_parameters, photo, mask
    )
    began = time.monotonic()
    try:
        made = client.send(request, lambda at, picture: _show(job, at, picture))
    except (PicturesMissing, openai.APIError) as error:
        return _failed(job, error)
    metrics.record(metrics.PROVIDER_LATENCY, time.monotonic() - began, by=job.job_type)
    metrics.record(metrics.PROVIDER_SUCCESS, 1)
    _keep(job, made)
    return GO_ON


def _failed(job: Job, error: PicturesMissing | openai.APIError) -> Step:
    outcome = classify(error)
    metrics.record(metrics.PROVIDER_ERRORS, by=type(error).__name__)
    metrics.record(metrics.PROVIDER_SUCCESS, int(_is_content(outcome)))
    logger.warning("The provider failed", kind=type(error).__name__, attempt=int(job.attempts))
    if not isinstance(outcome, Wait):
        return refuse(job, outcome)
    if job.attempts >= MOST_ATTEMPTS:
        return refuse(job, PROVIDER_BUSY)
    pause = outcome.seconds
    if pause is None:
        pause = FIRST_WAIT * 2 ** (int(job.attempts) - 1) * random.uniform(0.5, 1)  # noqa: S311
    if outcome.for_all:
        queue.close(pause)
    return wait(max(1, round(pause + 0.5)))


def _is_content(outcome: Wait | Failure) -> bool:
    """The provider works: it only does not want what it was given."""
    return isinstance(outcome, Failure) and outcome.cause in ("words", "output", "photo")


def _show(job: Job, number: int, picture: bytes) -> None:
    """A partial image becomes an event as soon as it comes and was looked at."""
    if number == 0 and read(job.owner_id, job.id).status == "processing":
        move(job, "streaming")
    if not moderation.may_be_shown(picture):
        return
    key = object_keys.partial_key(job, int(job.attempts), number, _format(job))
    object_keys.put(key, picture, _format(job))
    event = Event("partial_image", media_key=key, partial_image_index=number)
    change(job, event, allowed=awaits_results)


def _keep(job: Job, made: Made) -> None:
    """Store the provider's bytes, then note them: what is noted is there, and stays as it is."""
    for index, picture in enumerate(made.pictures):
        object_keys.put_once(
            object_keys.original_key(job, index, _format(job)), picture, _format(job)
        )
    noted: dict[str, Any] = {
        "count": len(made.pictures),
        "format": _format(job),
        "quality": made.quality or job.effective_parameters["quality"],
        "background": made.background or job.effective_parameters["background"],
        "usage": made.usage,
    }
    _note(job, noted)


def _note(job: Job, noted: dict[str, Any]) -> None:
    """The first note stays. One that is refused fails the step; repeated, it sees why."""
    current = read(job.owner_id, job.id)
    if not awaits_results(current):
        raise JobStatusConflict(current)
    if current.made is None:
        unchanged = (Job.status == current.status) & Job.made.does_not_exist()
        current.update([Job.made.set(noted)], unchanged)


def _format(job: Job) -> str:
    return str(job.effective_parameters["output_format"])
