from uuid import uuid4

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.retry_job.handler import handler as retry_job
from splashmy.jobs import outcomes
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.factories.jobs import a_job, a_stylish_job
from tests.functions.processing.running import StandIn, ended, fetch, run
from tests.repeating import sent_again
from tests.users import Accounts, limit_cost


def test_a_retry_is_a_new_job_that_names_the_old_one(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("invalid_key", match=words)
    failed = run(client, ana, prompt=words, output_format="webp", output_compression=70)

    response = client.call(retry_job, caller=ana, job_id=failed["id"])

    assert response.status == 202, response.body
    again = ended(client, ana, response.data["id"])
    assert (again["status"], again["retry_of"]) == ("completed", failed["id"])
    assert again["parameters"] == failed["parameters"]
    assert again["effective_parameters"] == failed["effective_parameters"]
    assert client.call(get_job, caller=ana, job_id=failed["id"]).data["status"] == "failed"


def test_a_style_transfer_is_tried_again_with_its_photo_and_style(
    client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    failed = outcomes.fail(a_stylish_job(ana), outcomes.SERVICE_FAILED)

    response = client.call(retry_job, caller=ana, job_id=failed.id)

    assert response.status == 202, response.body
    assert response.data["style"]["id"] == failed.style_id
    assert fetch(response.data["original_image"]["url"]) == picture()
    assert ended(client, ana, response.data["id"])["status"] == "completed"


def test_an_edit_is_tried_again_with_all_its_photos(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    photo, others = a_ready_image(ana), [a_ready_image(ana).id, a_ready_image(ana).id]
    job = a_job(ana, job_type="edit", original_image_id=photo.id, reference_image_ids=others)
    outcomes.fail(job, outcomes.SERVICE_FAILED)

    response = client.call(retry_job, caller=ana, job_id=job.id)

    assert response.status == 202, response.body
    assert [one["id"] for one in response.data["reference_images"]] == others


def test_a_retry_counts_against_the_users_own_limit(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)
    outcomes.fail(job, outcomes.SERVICE_FAILED)
    limit_cost(ana, "0.000001")

    response = client.call(retry_job, caller=ana, job_id=job.id)

    assert (response.status, response.code) == (429, "budget_exhausted")


def test_a_refused_retry_frees_its_key(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_job(ana)
    key = {"Idempotency-Key": uuid4().hex}
    refused = client.call(retry_job, caller=ana, job_id=job.id, headers=key)
    outcomes.fail(job, outcomes.SERVICE_FAILED)

    taken = client.call(retry_job, caller=ana, job_id=job.id, headers=key)

    assert (refused.status, taken.status) == (409, 202)


def test_the_same_key_makes_one_job(client: Client, accounts: Accounts, stand_in: StandIn) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("invalid_key", match=words)
    failed = run(client, ana, prompt=words)
    key = {"Idempotency-Key": uuid4().hex}

    first = client.call(retry_job, caller=ana, job_id=failed["id"], headers=key)
    second = client.call(retry_job, caller=ana, job_id=failed["id"], headers=key)

    assert (first.status, second.status) == (202, 202)
    assert first.data["id"] == second.data["id"]


def test_only_a_failed_job_is_tried_again(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)

    response = client.call(retry_job, caller=ana, job_id=job["id"])

    assert (response.status, response.code) == (409, "job_not_failed")


def test_another_users_job_is_not_found(client: Client, accounts: Accounts) -> None:
    job = run(client, accounts.new())

    response = client.call(retry_job, caller="ben", job_id=job["id"])

    assert (response.status, response.code) == (404, "job_not_found")


def test_a_retry_sent_again_after_its_function_died_goes_on_with_the_same_job(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    failed = outcomes.fail(a_job(ana), outcomes.SERVICE_FAILED)

    first, second = sent_again(client, retry_job, caller=ana, body=None, job_id=failed.id)

    assert (second.status, second.data["id"]) == (202, first.data["id"])
    assert client.call(get_quota, caller=ana).data["used"] == 1
