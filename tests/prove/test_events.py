"""Events of uploads and of jobs come twice, late, in another order, or not at all.

Each permutation is of its own seed; `make prove` tries 250 of each kind, an ordinary run a few.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from random import Random

import pytest

from functions.images.get_image.handler import handler as get_image
from functions.processing.reconcile_job.handler import StatusChange, handler as reconcile_job
from local.stack import Stack
from splashmy.core import media, resources
from splashmy.core.clock import now
from splashmy.core.ids import ImageId
from splashmy.images import deletions, ingest, sweep as uploads
from splashmy.images.quarantine import Arrival
from splashmy.images.records import Image, ImageNotFound
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict
from splashmy.workflow.steps import JobReference
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import STEPS
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.uploading import png, uploaded
from tests.prove import aftermath
from tests.prove.figures import amount, record
from tests.prove.test_faults import SEED
from tests.users import Account, Accounts

PERMUTATIONS = amount(5, 250)
Event = Callable[[], object]

pytestmark = pytest.mark.usefixtures("_steps_run_here")


@pytest.fixture(scope="module", autouse=True)
def nothing_drifts(stack: Stack, _steps_run_here: None) -> Iterator[None]:
    """Asked while the steps still run here: jobs are ended by them."""
    with aftermath.watched(stack):
        yield


def _in_any_order(events: list[Event], number: int) -> Iterator[Event]:
    """Each once, twice or not at all."""
    chance = Random(SEED + number)  # noqa: S311
    come = [event for event in events for _ in range(chance.choice((0, 1, 1, 2)))]
    chance.shuffle(come)
    yield from come


def test_events_of_an_upload_come_as_they_like(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    for number in range(PERMUTATIONS):
        ana = accounts.new()
        with uploads_unnoticed(stack):
            image_id = uploaded(client, ana, png())
        events: list[Event] = [
            partial(ingest.take_in, _arrival(ana, image_id)),
            partial(uploads.sweep, now(), at_once=True),
        ]
        if number % 3 == 0:
            events.append(partial(_delete, ana, image_id))

        for event in _in_any_order(events, number):
            event()
        uploads.sweep(now(), at_once=True)

        _check_upload(client, ana, image_id, number)
    record(permutations=PERMUTATIONS)


def _arrival(owner: Account, image_id: ImageId) -> Arrival:
    key = f"uploads/{owner.id}/{image_id}"
    found = resources.client("s3").list_object_versions(Bucket=resources.QUARANTINE.id, Prefix=key)
    return Arrival(key, found["Versions"][0]["VersionId"])


def _delete(owner: Account, image_id: ImageId) -> None:
    with suppress(ImageNotFound):
        deletions.delete(owner.id, image_id)


def _check_upload(client: Client, owner: Account, image_id: ImageId, number: int) -> None:
    image = Image.get(*Image.key(owner.id, image_id), consistent_read=True)
    answer = client.call(get_image, caller=owner, image_id=image_id)
    assert answer.status == (404 if image.is_deleted else 200), number
    assert image.is_deleted or image.status == "ready", number
    named = {key for key in (image.media_key, image.thumbnail_key, image.original_key) if key}
    folder = f"images/{media.folder(owner.id)}/{image_id}/"
    assert _keys(resources.MEDIA.id, folder) == named, number
    left = _keys(resources.QUARANTINE.id, f"uploads/{owner.id}/{image_id}")
    assert image.is_deleted or left == set(), number


def _keys(bucket: str, prefix: str) -> set[str]:
    found = resources.client("s3").list_objects_v2(Bucket=bucket, Prefix=prefix)
    return {one["Key"] for one in found.get("Contents", [])}


def test_events_of_a_job_come_as_they_like(client: Client, accounts: Accounts) -> None:
    """Its steps repeat and overtake each other; it is stopped, cancelled, swept."""
    for number in range(PERMUTATIONS):
        ana = accounts.new()
        job = a_job(ana)
        events: list[Event] = [partial(_step, step, job) for step in (*STEPS, *STEPS)]
        events.append(aftermath.end_jobs)
        if number % 2:
            events.append(partial(_stop, job))
        if number % 3 == 0:
            events.append(partial(_cancel, job))

        for event in _in_any_order(events, number):
            event()
        aftermath.settle(job)

        aftermath.once_workers_ended(partial(consistency.check, client, ana))
    record(permutations=PERMUTATIONS)


def _step(step: Callable[[JobReference], object], job: Job) -> None:
    """One that comes before its time may fail: the workflow tries it again."""
    try:
        step(JobReference(owner_id=job.owner_id, job_id=job.id))
    except Exception:  # noqa: BLE001
        return


def _stop(job: Job) -> None:
    reference = JobReference(owner_id=job.owner_id, job_id=job.id)
    event = {"detail": {"input": reference.model_dump_json()}}
    reconcile_job.function(StatusChange.model_validate(event))


def _cancel(job: Job) -> None:
    with suppress(JobStatusConflict):
        outcomes.cancel(job)
