from uuid import uuid4

import pytest

from functions.processing.get_job.handler import handler as get_job
from functions.processing.list_results.handler import handler as list_results
from functions.styles.get_style.handler import handler as get_style
from splashmy.jobs.estimates import LEAST_SAMPLE
from splashmy.jobs.records import Durations
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.factories.jobs import a_job, a_stored_job
from tests.functions.processing.running import StandIn, fetch, reached, run, started
from tests.users import Accounts


def test_a_running_job_says_when_to_ask_again(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("slow", match=words, seconds=2)
    job = started(client, ana, prompt=words)
    reached(client, ana, job["id"], {"processing"})

    response = client.call(get_job, caller=ana, job_id=job["id"])

    assert response.headers["retry-after"] == "2"
    assert response.data["queue"]["position"] is None
    assert response.data["started_at"].endswith("Z")


def test_a_finished_job_is_not_modified(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)
    first = client.call(get_job, caller=ana, job_id=job["id"])

    again = client.call(
        get_job, caller=ana, job_id=job["id"], headers={"If-None-Match": first.headers["etag"]}
    )

    assert "retry-after" not in first.headers
    assert (again.status, again.body) == (304, None)


def test_an_edit_shows_its_original(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    job = a_job(ana, job_type="edit", original_image_id=image.id)

    shown = client.call(get_job, caller=ana, job_id=job.id).data

    assert shown["original_image"]["id"] == image.id
    assert fetch(shown["original_image"]["url"]) == picture()


def test_the_style_of_a_job_and_of_its_result_is_named_in_the_callers_language(
    client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana, spanish = accounts.new(), {"Accept-Language": "es"}
    job = a_stored_job(ana)
    known = client.call(get_style, style_id=job.style_id, headers=spanish).data["name"]

    shown = client.call(get_job, caller=ana, job_id=job.id, headers=spanish).data
    (result,) = client.call(list_results, caller=ana, headers=spanish).results

    assert shown["style"]["name"] == result["style"]["name"] == known
    english = client.call(get_job, caller=ana, job_id=job.id).data["style"]["name"]
    assert english == job.style_name != known


@pytest.mark.parametrize(
    ("taken", "shown"),
    [
        ([1.0] * (LEAST_SAMPLE - 1), None),
        ([float(seconds) for seconds in range(11)], {"p50": 5.0, "p90": 9.0}),
    ],
)
def test_a_running_job_shows_what_recent_ones_of_its_kind_took(
    client: Client, accounts: Accounts, taken: list[float], shown: object
) -> None:
    ana = accounts.new()
    job = a_job(ana, job_type="edit", original_image_id=a_ready_image(ana).id)
    Durations(sk="edit", seconds=taken).save()

    queue = client.call(get_job, caller=ana, job_id=job.id).data["queue"]

    assert queue == {"position": None, "estimated_wait_s": None, "duration": shown}


def test_an_unknown_job_is_not_found(client: Client) -> None:
    response = client.call(get_job, caller="ana", job_id=uuid4())

    assert (response.status, response.code) == (404, "job_not_found")


def test_another_users_job_is_not_found(client: Client, accounts: Accounts) -> None:
    job = a_job(accounts.new())

    response = client.call(get_job, caller="ben", job_id=job.id)

    assert (response.status, response.code) == (404, "job_not_found")
