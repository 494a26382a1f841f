from urllib.parse import urljoin
from uuid import uuid4

from functions.processing.create_job.handler import handler, handler as create_job
from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.functions.processing.running import ended, fetch, run, started
from tests.repeating import sent_again
from tests.users import Accounts


def test_a_generation_completes(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    job = run(client, ana)

    assert (job["status"], job["failure"], job["results_count"]) == ("completed", None, 1)
    assert job["effective_parameters"]["quality"] == "low"
    assert float(job["cost"]["usd"]) <= float(job["price_ceiling"])


def test_an_edit_completes(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)

    asked = started(client, ana, job_type="edit", original_image_id=image.id)

    job = ended(client, ana, asked["id"])
    assert fetch(asked["original_image"]["url"]) == picture()
    assert (job["status"], job["failure"], job["results_count"]) == ("completed", None, 1)
    assert job["original_image"]["id"] == image.id


def test_a_style_transfer_completes(client: Client, accounts: Accounts, catalogue: None) -> None:
    from splashmy.styles import catalogue as styles

    ana = accounts.new()
    image = a_ready_image(ana)
    style = next(one.style for one in styles.current().offered if not one.style.is_premium)

    job = run(client, ana, job_type="style_transfer", original_image_id=image.id, style_id=style.id)

    assert (job["status"], job["failure"], job["results_count"]) == ("completed", None, 1)
    assert job["style"] == {"id": style.id, "name": style.name}


def test_the_answer_says_where_the_job_is_and_when_to_look_also_when_it_is_replayed(
    client: Client, accounts: Accounts
) -> None:
    ana, key = accounts.new(), {"Idempotency-Key": uuid4().hex}
    asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}

    first = client.call(handler, caller=ana, body=asked, headers=key)
    again = client.call(handler, caller=ana, body=asked, headers=key)

    for answer in (first, again):
        location = answer.headers["location"]
        bearer = {"Authorization": f"Bearer {ana.access_token}"}
        found = client.send("GET", urljoin(client.api_url, location), headers=bearer)
        assert (found.data["id"], answer.headers["retry-after"]) == (first.data["id"], "2")


def test_another_users_job_is_not_found(client: Client, accounts: Accounts) -> None:
    job = run(client, accounts.new())

    response = client.call(get_job, caller="ben", job_id=job["id"])

    assert (response.status, response.code) == (404, "job_not_found")


def test_a_request_sent_again_after_its_function_died_goes_on_with_the_same_job(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}

    first, second = sent_again(client, create_job, caller=ana, body=body)

    assert (second.status, second.data["id"]) == (202, first.data["id"])
    assert client.call(get_quota, caller=ana).data["used"] == 1
