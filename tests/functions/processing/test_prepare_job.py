import pytest
from pynamodb.expressions.update import Action

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.images.records import Image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.functions.processing.running import step
from tests.users import Accounts

STEP = "prepare_job"


@pytest.mark.parametrize(
    "changes",
    [
        [Image.is_deleted.set(True), Image.deleted_at.set(now())],
        [Image.status.set("rejected")],
    ],
    ids=["deleted", "rejected"],
)
def test_a_photo_that_was_lost_meanwhile_ends_the_job(
    stack: Stack, client: Client, accounts: Accounts, changes: list[Action]
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    job = a_job(ana, job_type="edit", original_image_id=image.id)
    image.update(changes)

    outcome = step(stack, STEP, job)

    assert outcome["status"] == "failed"
    found = client.call(get_job, caller=ana, job_id=job.id).data
    assert (found["status"], found["failure"]["cause"]) == ("failed", "photo")
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_second_run_changes_nothing(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)

    outcomes = [step(stack, STEP, job) for _ in range(2)]

    assert [one["status"] for one in outcomes] == ["moderating", "moderating"]
    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "moderating"
