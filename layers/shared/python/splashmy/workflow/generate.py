"""One attempt to have a job's pictures made, and what follows from how it went."""

import random
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import openai

from splashmy.core import metrics
from splashmy.core.clock import day, now
from splashmy.core.failures import Failure
from splashmy.core.log import logger
from splashmy.core.transactions import Transaction
from splashmy.identity.limits import monthly_cost
from splashmy.identity.records import User
from splashmy.jobs import object_keys, quotas
from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.quotas import TooManyAttempts
from splashmy.jobs.records import Job
from splashmy.jobs.status import Event, JobStatusConflict, awaits_results, change, move, read
from splashmy.provider import attempts, billing, budgets, client, prices, queue
from splashmy.provider.attempts import LOST, Ended
from splashmy.provider.budgets import BudgetExhausted, Charge
from splashmy.provider.client import ImageRequest, Made, PicturesMissing
from splashmy.provider.errors import PROVIDER_BUSY, Wait, classify, key_missing
from splashmy.provider.records import Attempt, Outcome
from splashmy.workflow import moderation, photos
from splashmy.workflow.steps import refuse

MOST_ATTEMPTS = 3
LEASE = timedelta(seconds=330)  # of an attempt: longer than its worker can live
TOO_MANY_ATTEMPTS = Failure(
    cause="service",
    message="Daily limit of attempts reached. Please try again after midnight UTC.",
)
BUDGET_USED_UP = Failure(
    cause="service",
    message="The budget for images is used up. Please try again later.",
)
FIRST_WAIT = 2  # seconds, doubled with each attempt


class AtWork(Exception):
    """Another worker has this job, as far as anybody knows; for how many seconds still."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"another worker has this job for {seconds:.0f} s")
        self.seconds = seconds


def call(job: Job) -> float:
    """Call the provider once, and keep what it made, or end the job.

    Returns the seconds until it must be tried again; 0 when there is nothing more to do here.
    """
    if job.made or not awaits_results(job):
        return 0
    try:
        _finish_last(job)
        if failure := _hindrance(job):
            refuse(job, failure)
            return 0
        return queue.take_request() or _call(*_begin(job))
    except AtWork as worker:
        return worker.seconds
    except TooManyAttempts:
        refuse(job, TOO_MANY_ATTEMPTS)
    except BudgetExhausted:
        refuse(job, BUDGET_USED_UP)
    except JobStatusConflict as moved:
        if moved.job.status in ("failed", "cancelled"):
            object_keys.remove(job)
        elif awaits_results(moved.job) and not moved.job.made:
            return LEASE.total_seconds()  # another worker began at the same moment
    return 0


def _hindrance(job: Job) -> Failure | None:
    if job.attempts >= MOST_ATTEMPTS:
        return PROVIDER_BUSY
    if not photos.are_usable(job):  # it may have waited long
        return PHOTO_GONE
    return None if client.has_key() else key_missing()


def _begin(job: Job) -> tuple[Job, Attempt]:
    """Write the attempt down before it is made: a killed one counts too.

    SQS may deliver a message twice: an attempt that is open and young is another worker's.
    """
    user, begun = User.find(job.owner_id), list[Attempt]()

    def also(transaction: Transaction, current: Job) -> None:
        _finish_last(current)
        ceiling, own_limit = prices.micro_usd(current.price_ceiling), monthly_cost(user)
        quotas.count_attempt(transaction, current.owner_id, user)
        first = bool(current.reserved_micro_usd)  # it takes over what the job has reserved
        charge = Charge(current.owner_id, current.id, current.quota_day if first else day(now()))
        if not first:
            budgets.reserve(transaction, charge, ceiling, own_limit=own_limit)
        number = int(current.attempts) + 1
        begun.append(attempts.begin(transaction, charge, number, ceiling=ceiling))

    def counted(current: Job) -> list[Any]:
        started = [] if current.attempts else [Job.started_at.set(now())]
        return [Job.attempts.add(1), Job.reserved_micro_usd.set(0), *started]

    if job.status == "moderating":
        return move(job, "processing", actions=counted, also=also), begun[-1]
    again = Event(message="The image service is asked again.")
    return change(job, again, allowed=awaits_results, actions=counted, also=also), begun[-1]


def _finish_last(job: Job) -> None:
    """Of a worker that died. Raises `AtWork` while it may still be working."""
    if not job.attempts:
        return
    last = attempts.find(job.id, int(job.attempts))
    if last is None or not last.is_open:
        return
    left = (last.begun_at + LEASE - now()).total_seconds()
    if left > 0:
        raise AtWork(left)
    attempts.finish(last, LOST)


def _call(job: Job, attempt: Attempt) -> float:
    if attempt.number == 1:
        queue.leave()
    ended, began = LOST, time.monotonic()
    try:
        made = client.send(_request(job), lambda at, picture: _show(job, at, picture))
        receipt = prices.receipt(job.model, made.usage)
        ended = Ended("made", receipt, made.request_id, made.usage)
        metrics.record(metrics.PROVIDER_LATENCY, time.monotonic() - began, by=job.job_type)
        metrics.record(metrics.PROVIDER_SUCCESS, 1)
        _keep(job, made)
        return 0
    except (PicturesMissing, openai.APIError) as error:
        outcome = classify(error, has_photo=bool(job.original_image_id), has_words=bool(job.prompt))
        ended = _ended(job, error, outcome)
        return _failed(job, error, outcome)
    except JobStatusConflict:
        ended = replace(ended, outcome="discarded")
        raise
    finally:
        attempts.finish(attempt, ended)


def _request(job: Job) -> ImageRequest:
    photos, mask = _pictures(job)
    return ImageRequest(
        job.model, job.final_prompt, job.owner_id, job.effective_parameters, photos, mask
    )


def _pictures(job: Job) -> tuple[list[bytes], bytes | None]:
    """The photo and those beside it, in the order asked for; and the photo's mask, in alpha."""
    from splashmy.imaging import masks  # loads Pillow

    if not job.original_image_key:
        return [], None
    keys = [job.original_image_key, *(one["key"] for one in job.reference_images)]
    photos = [object_keys.get(key) for key in keys]
    if not job.mask_image_key:
        return photos, None
    return photos, masks.fitted(object_keys.get(job.mask_image_key), photo=photos[0])


def _ended(job: Job, error: PicturesMissing | openai.APIError, outcome: Wait | Failure) -> Ended:
    made = error.made if isinstance(error, PicturesMissing) else None
    request_id = made.request_id if made else getattr(error, "request_id", None)
    usage = made.usage if made else None
    how: Outcome = "refused" if _is_content(outcome) else "failed"
    return Ended(how, billing.receipt(error, job.model), request_id, usage)


def _failed(job: Job, error: PicturesMissing | openai.APIError, outcome: Wait | Failure) -> float:
    metrics.record(metrics.PROVIDER_ERRORS, by=type(error).__name__)
    metrics.record(metrics.PROVIDER_SUCCESS, int(_is_content(outcome)))
    logger.warning("The provider failed", kind=type(error).__name__, attempt=int(job.attempts))
    if not isinstance(outcome, Wait) or job.attempts >= MOST_ATTEMPTS:
        refuse(job, PROVIDER_BUSY if isinstance(outcome, Wait) else outcome)
        return 0
    pause = outcome.seconds
    if pause is None:
        pause = FIRST_WAIT * 2 ** (int(job.attempts) - 1) * random.uniform(0.5, 1)  # noqa: S311
    if outcome.for_all:
        queue.close(pause)
    return max(1.0, pause)


def _is_content(outcome: Wait | Failure) -> bool:
    """The provider works: it only does not want what it was given."""
    return isinstance(outcome, Failure) and outcome.cause in ("words", "output", "photo")


def _show(job: Job, number: int, picture: bytes) -> None:
    """A partial image becomes an event as soon as it comes and was looked at. What fails of it
    must not fail the call, which is paid for.
    """
    try:
        _publish(job, number, picture)
    except JobStatusConflict:
        raise
    except Exception:  # noqa: BLE001 see above
        logger.exception("A partial image was not shown", number=number)


def _publish(job: Job, number: int, picture: bytes) -> None:
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
        "attempt": int(job.attempts),
        "request_id": made.request_id,
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
