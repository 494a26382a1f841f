import io
import urllib.request

from PIL import Image

from functions.processing.list_job_results.handler import handler as list_job_results
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts


def test_a_job_has_as_many_results_as_it_was_asked_for(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana, n=2)

    response = client.call(list_job_results, caller=ana, job_id=job["id"])

    assert response.status == 200, response.body
    assert [one["job_id"] for one in response.results] == [job["id"]] * 2
    assert response.body["pagination"]["count"] == 2


def test_pages_go_on(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana, n=2)
    first = client.call(
        list_job_results, caller=ana, job_id=job["id"], query={"page_size": 1}
    ).body["pagination"]

    bearer = {"Authorization": f"Bearer {ana.access_token}"}
    second = client.send("GET", first["next"], headers=bearer).body["pagination"]

    assert second["results"][0]["id"] != first["results"][0]["id"]
    assert second["next"] is None


def test_what_is_shown_says_that_a_model_made_it(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)

    (result,) = client.call(list_job_results, caller=ana, job_id=job["id"]).results

    for url in (result["url"], result["thumbnail_url"]):
        with urllib.request.urlopen(url, timeout=30) as answer:
            picture = Image.open(io.BytesIO(answer.read()))
        assert b"trainedAlgorithmicMedia" in picture.info["xmp"]


def test_results_of_another_users_job_are_not_found(client: Client, accounts: Accounts) -> None:
    job = run(client, accounts.new())

    response = client.call(list_job_results, caller="ben", job_id=job["id"])

    assert (response.status, response.code) == (404, "job_not_found")
