from unittest.mock import patch

import pytest

from functions.images.delete_image.handler import handler as delete_image
from functions.images.list_processed_images.handler import handler as list_processed_images
from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_results.handler import handler as list_job_results
from functions.processing.list_results.handler import handler as list_results
from local.stack import Stack
from splashmy.core.ids import ImageId, UserId
from splashmy.images import changes
from splashmy.images.records import Image, ImageNotFound
from splashmy.jobs import outcomes as job_outcomes
from splashmy.workflow import finish
from tests.client import Client
from tests.factories.jobs import a_made_job, a_stylish_job
from tests.faults.consistency import objects
from tests.functions.processing.running import run, step
from tests.users import Accounts

STEP = "finish_job"


def test_results_are_stored_once(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_made_job(ana)

    outcomes = [step(stack, STEP, job)["status"] for _ in range(2)]

    assert outcomes == ["completed", "completed"]
    (result,) = client.call(list_job_results, caller=ana, job_id=job.id).results
    assert (result["width"], result["height"], result["format"]) == (256, 256, "png")


def test_a_result_is_listed_with_its_photo(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_made_job(ana, a_stylish_job(ana))

    step(stack, STEP, job)

    (result,) = client.call(list_processed_images, caller=ana).results
    assert result["original_image_id"] == job.original_image_id


def test_pictures_of_a_job_that_ended_are_removed(stack: Stack, accounts: Accounts) -> None:
    job = a_made_job(accounts.new())
    job_outcomes.cancel(job)

    outcome = step(stack, STEP, job)

    assert (outcome["status"], objects(job)) == ("cancelled", [])


def test_a_result_of_a_photo_deleted_meanwhile_is_discarded(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_made_job(ana, a_stylish_job(ana))
    client.call(delete_image, caller=ana, image_id=job.original_image_id)

    outcome = step(stack, STEP, job)

    assert (outcome["status"], objects(job)) == ("failed", [])
    assert client.call(list_results, caller=ana).results == []
    ended = client.call(get_job, caller=ana, job_id=job.id).data
    assert (ended["status"], ended["failure"]["cause"]) == ("failed", "photo")
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_a_deletion_in_the_moment_of_storing_wins(
    client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_made_job(ana, a_stylish_job(ana))
    find = changes.find

    def find_then_lose(owner_id: UserId, image_id: ImageId) -> Image:
        image = find(owner_id, image_id)
        client.call(delete_image, caller=ana, image_id=image_id)
        return image

    with patch.object(changes, "find", find_then_lose), pytest.raises(ImageNotFound):
        finish.store(job)

    assert client.call(list_results, caller=ana).results == []


def test_a_public_job_makes_public_results(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana, is_public=True)

    (result,) = client.call(list_job_results, caller=ana, job_id=job["id"]).results

    assert result["is_public"] is True
