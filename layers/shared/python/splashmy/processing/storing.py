"""The pictures of a job become results: every size stored first, then all records at once."""

from pynamodb.transactions import TransactWrite

from splashmy.ids import new_id, now
from splashmy.images import library
from splashmy.images.records import Image
from splashmy.processing import results, stored
from splashmy.processing.records import Job, Result
from splashmy.processing.transitions import Event, change, is_unstored


def store(job: Job) -> None:
    """Raises `JobMovedOn` if the job ended meanwhile, or has its results already, and
    `ImageNotFound` if its photo was deleted: a result must not outlive that.
    """
    made = [_result(job, index) for index in range(job.made["count"])]

    def put(transaction: TransactWrite, current: Job) -> None:
        for result in made:
            result.is_public = current.is_public
        if current.original_image_id:
            _hold(transaction, current.owner_id, current.original_image_id)
        results.put_actions(transaction, made)

    change(
        job,
        Event(message="The pictures are stored."),
        allowed=is_unstored,
        actions=lambda _: [Job.results_count.set(len(made))],
        also=put,
    )


def _hold(transaction: TransactWrite, owner_id: str, image_id: str) -> None:
    """Let the transaction pass only while the image is not deleted."""
    image = library.find(owner_id, image_id)
    there = Image.is_deleted == False  # noqa: E712 a condition of DynamoDB
    transaction.condition_check(Image, image.pk, image.sk, condition=there)


def _result(job: Job, index: int) -> Result:
    from splashmy.processing import pictures  # loads Pillow

    kind = job.made["format"]
    key = stored.original_key(job, index, kind)
    original = stored.get(key)
    shown = pictures.shown(original)
    stored.put(stored.display_key(job, index), shown.display, "webp")
    stored.put(stored.thumbnail_key(job, index), shown.thumbnail, "webp")
    result_id = new_id()
    return Result(
        *Result.key(job.owner_id, result_id),
        id=result_id,
        job_id=job.id,
        job_type=job.job_type,
        owner_id=job.owner_id,
        owner_username=job.owner_username,
        prompt=job.prompt,
        original_image_id=job.original_image_id,
        style_id=job.style_id,
        style_name=job.style_name,
        original_key=key,
        display_key=stored.display_key(job, index),
        thumbnail_key=stored.thumbnail_key(job, index),
        format=kind,
        size=len(original),
        quality=job.made["quality"],
        background=job.made["background"],
        width=shown.width,
        height=shown.height,
        created_at=now(),
    )
