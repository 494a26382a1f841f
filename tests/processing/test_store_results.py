from functions.processing.list_job_results.handler import handler as list_job_results
from local.stack import Stack
from splashmy.processing import endings
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.jobs import a_made_job
from tests.faults.consistency import objects
from tests.processing.running import run, step

STEP = "store_results"


def test_results_are_stored_once(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = a_made_job(ana)

    outcomes = [step(stack, STEP, job)["next"] for _ in range(2)]

    assert outcomes == ["go_on", "go_on"]
    (result,) = client.call(list_job_results, caller=ana, job_id=job.id).results
    assert (result["width"], result["height"], result["format"]) == (256, 256, "png")


def test_pictures_of_a_job_that_ended_are_removed(stack: Stack, accounts: Accounts) -> None:
    job = a_made_job(accounts.new())
    endings.cancel(job)

    outcome = step(stack, STEP, job)

    assert (outcome["next"], objects(job)) == ("ended", [])


def test_a_public_job_makes_public_results(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana, is_public=True)

    (result,) = client.call(list_job_results, caller=ana, job_id=job["id"]).results

    assert result["is_public"] is True
