"""The pictures of a job become results: every size stored first, then all records at once."""

from splashmy.core.clock import now
from splashmy.core.failures import UNSAFE_OUTPUT
from splashmy.core.ids import ImageId, ResultId, UserId
from splashmy.core.transactions import Transaction
from splashmy.images import changes
from splashmy.images.records import Image, ImageNotFound
from splashmy.jobs import object_keys, outcomes
from splashmy.jobs.outcomes import PHOTO_GONE
from splashmy.jobs.records import Job
from splashmy.jobs.status import (
    Event,
    JobStatusConflict,
    awaits_results,
    change,
    is_running,
    read,
)
from splashmy.results import changes as result_changes
from splashmy.results.records import Result, new_ids
from splashmy.workflow import moderation
from splashmy.workflow.steps import refuse


def finish(job: Job) -> Job:
    """The job as it is then. Pictures are looked at before anybody else sees them."""
    try:
        if awaits_results(job):
            job = _stored(job)
        if is_running(job):
            return outcomes.complete(job)
    except ImageNotFound:
        job = refuse(job, PHOTO_GONE)
    except JobStatusConflict as moved:
        job = moved.job
    if job.status in ("failed", "cancelled"):
        object_keys.remove(job)
    return job


def _stored(job: Job) -> Job:
    if not all(_is_safe(job, index) for index in range(job.made["count"])):
        return refuse(job, UNSAFE_OUTPUT)
    store(job)
    return read(job.owner_id, job.id)


def _is_safe(job: Job, index: int) -> bool:
    key = object_keys.original_key(job, index, job.made["format"])
    return moderation.is_safe(object_keys.get(key))


def store(job: Job) -> None:
    """Raises `JobStatusConflict` if the job ended meanwhile, or has its results already, and
    `ImageNotFound` if its photo was deleted: a result must not outlive that.
    """
    ids = new_ids(job.made["count"])
    made = [_result(job, index, result_id) for index, result_id in enumerate(ids)]

    def put(transaction: Transaction, current: Job) -> None:
        for result in made:
            result.is_public = current.is_public
        others = (one["id"] for one in current.reference_images)
        for image_id in {current.original_image_id, *others} - {None}:
            _hold(transaction, current.owner_id, image_id)
        result_changes.put_actions(transaction, made)

    change(
        job,
        Event(message="The images are stored."),
        allowed=awaits_results,
        actions=lambda _: [
            Job.results_count.set(len(made)),
            Job.first_result_id.set(made[0].id),
        ],
        also=put,
    )


def _hold(transaction: Transaction, owner_id: UserId, image_id: ImageId) -> None:
    """Let the transaction pass only while the image is not deleted."""
    image = changes.find(owner_id, image_id)
    there = Image.is_deleted == False  # noqa: E712 a condition of DynamoDB
    transaction.condition_check(Image, image.pk, image.sk, condition=there)


def _result(job: Job, index: int, result_id: ResultId) -> Result:
    from splashmy.results import pictures  # loads Pillow

    kind = job.made["format"]
    key = object_keys.original_key(job, index, kind)
    original = object_keys.get(key)
    shown = pictures.shown(original)
    object_keys.put(object_keys.display_key(job, index), shown.display, "webp")
    object_keys.put(object_keys.thumbnail_key(job, index), shown.thumbnail, "webp")
    return Result(
        *Result.key(job.owner_id, result_id),
        id=result_id,
        job_id=job.id,
        job_type=job.job_type,
        owner_id=job.owner_id,
        owner_username=job.owner_username,
        prompt=job.prompt,
        original_image_id=job.original_image_id,
        original_image_key=job.original_image_key,
        original_thumbnail_key=job.original_thumbnail_key,
        style_id=job.style_id,
        style_name=job.style_name,
        style_names=job.style_names,
        original_key=key,
        display_key=object_keys.display_key(job, index),
        thumbnail_key=object_keys.thumbnail_key(job, index),
        format=kind,
        size=len(original),
        quality=job.made["quality"],
        background=job.made["background"],
        width=shown.width,
        height=shown.height,
        created_at=now(),
    )
