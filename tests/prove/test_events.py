"""Events of uploads and of jobs come twice, late, in another order, at once, or not at all.

Each permutation is of its own seed; `make prove` tries 500 of each kind, an ordinary run a few.
Those of a round happen to many things by turns, and one recount follows.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
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
from splashmy.core.settings import settings
from splashmy.images import deletions, ingest, sweep as uploads
from splashmy.images.quarantine import Arrival
from splashmy.images.records import Image, ImageNotFound
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from splashmy.jobs.status import JobStatusConflict, awaits_results, read
from splashmy.workflow import generate
from splashmy.workflow.steps import JobReference
from tests.client import Client
from tests.factories.jobs import a_job
from tests.faults import consistency
from tests.faults.dying import STEPS
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.uploading import png, uploaded
from tests.functions.processing.waiting import nobody_at_work
from tests.prove import aftermath, recount
from tests.prove.deliveries import Messages
from tests.prove.figures import amount, record
from tests.prove.test_faults import SEED
from tests.users import Account, Accounts

PERMUTATIONS = amount(5, 500)
ROUND = 50  # permutations before each recount
USERS = 5  # in a round of jobs
SWEEPS = 4  # in a round of jobs
WORKERS = 4
Event = Callable[[], object]
ROUNDS = [range(at, min(at + ROUND, PERMUTATIONS)) for at in range(0, PERMUTATIONS, ROUND)]

pytestmark = pytest.mark.usefixtures("_steps_run_here")


@pytest.fixture(scope="module", autouse=True)
def _no_pace() -> Iterator[None]:
    """Workers here need not wait until the provider may be asked again."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PROVIDER_REQUESTS_PER_MINUTE", "100000")
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture(scope="module", autouse=True)
def nothing_drifts(stack: Stack, _steps_run_here: None) -> Iterator[None]:
    """Asked while the steps still run here: jobs are ended by them."""
    with aftermath.watched(stack):
        yield


def _in_any_order(events: list[Event], number: int) -> list[Event]:
    """Each once, twice or not at all."""
    chance = Random(SEED + number)  # noqa: S311
    come = [event for event in events for _ in range(chance.choice((0, 1, 1, 2)))]
    chance.shuffle(come)
    return come


def test_events_of_an_upload_come_as_they_like(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    before = recount.drift(stack)
    for numbers in ROUNDS:
        ana = accounts.new(premium=True)
        for number in numbers:
            _upload(stack, client, ana, number)
        assert recount.new_drift(stack, before) == {}, numbers
    record(permutations=PERMUTATIONS)


def _upload(stack: Stack, client: Client, owner: Account, number: int) -> None:
    with uploads_unnoticed(stack):
        image_id = uploaded(client, owner, png())
    events: list[Event] = [
        partial(ingest.take_in, _arrival(owner, image_id)),
        partial(uploads.sweep, now(), at_once=True),
    ]
    if number % 3 == 0:
        events.append(partial(_delete, owner, image_id))

    for event in _in_any_order(events, number):
        event()
    uploads.sweep(now(), at_once=True)

    _check_upload(client, owner, image_id, number)


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


def test_events_of_a_job_come_as_they_like(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    """Its steps repeat and overtake each other, and its message comes when it likes; workers meet
    and die; it is stopped, cancelled, swept.
    """
    before = recount.drift(stack)
    for numbers in ROUNDS:
        owners = [accounts.new(premium=True) for _ in range(USERS)]
        jobs = {number: a_job(owners[number % USERS]) for number in numbers}
        with nobody_at_work(stack):
            messages = Messages(stack)
            _happen([_of_a_job(job, messages, number) for number, job in jobs.items()])
            messages.settle([*jobs.values()])
        for owner in owners:
            aftermath.once_workers_ended(partial(consistency.check, client, owner))
        assert recount.new_drift(stack, before) == {}, numbers
    record(permutations=PERMUTATIONS)


def _of_a_job(job: Job, messages: Messages, number: int) -> list[Event]:
    steps: list[Event] = [partial(_step, step, job) for step in (*STEPS, *STEPS)]
    arrivals: list[Event] = [partial(messages.deliver, job.id)] * 2
    events: list[Event] = [*steps, *arrivals, partial(_meet, messages, job)]
    if number % 2:
        events.append(partial(_stop, job))
    if number % 3 == 0:
        events.append(partial(_cancel, job))
    if number % 4 == 0:
        events.append(partial(_begin_and_die, job))
    return _in_any_order(events, number)


def _happen(histories: list[list[Event]]) -> None:
    """Those of each in their order, but for those that happen at once; and swept at times."""
    turns = [history for history in histories for _ in history]
    Random(SEED).shuffle(turns)  # noqa: S311
    events = [history.pop(0) for history in turns]
    size = len(events) // SWEEPS + 1
    for at in range(0, len(events), size):
        with ThreadPoolExecutor(WORKERS) as workers:
            for one in [workers.submit(event) for event in events[at : at + size]]:
                one.result()
        aftermath.end_jobs()


def _step(step: Callable[[JobReference], object], job: Job) -> None:
    """One that comes before its time may fail: the workflow tries it again."""
    with suppress(Exception):
        step(JobReference(owner_id=job.owner_id, job_id=job.id))


def _meet(messages: Messages, job: Job) -> None:
    """Two workers, with one message and one repeated step."""
    with ThreadPoolExecutor(2) as workers:
        workers.submit(_step, STEPS[1], job)
        workers.submit(messages.deliver, job.id).result()


def _begin_and_die(job: Job) -> None:
    """A worker that has written down that it will call the provider, and does not live to."""
    current = read(job.owner_id, job.id)
    if awaits_results(current) and not current.made and not current.attempts:
        with suppress(Exception):
            generate._begin(current)


def _stop(job: Job) -> None:
    reference = JobReference(owner_id=job.owner_id, job_id=job.id)
    event = {"detail": {"input": reference.model_dump_json()}}
    reconcile_job.function(StatusChange.model_validate(event))


def _cancel(job: Job) -> None:
    with suppress(JobStatusConflict):
        outcomes.cancel(job)
