from uuid import uuid4

from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_results.handler import handler as list_job_results
from tests.client import Client
from tests.functions.processing.running import StandIn, run
from tests.users import Account, Accounts


def used(client: Client, caller: Account) -> int:
    return int(client.call(get_quota, caller=caller).data["used"])


def test_one_unsafe_picture_ends_the_job_and_shows_nothing(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("unsafe_output", match=words)

    job = run(client, ana, prompt=words, n=2)

    assert (job["status"], job["failure"]["cause"]) == ("failed", "output")
    assert used(client, ana) == 0
    assert client.call(list_job_results, caller=ana, job_id=job["id"]).results == []


def test_what_passes_at_rekognition_is_waited_for(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    stand_in.misbehave("throttle", match="", service="rekognition", times=1)

    job = run(client, accounts.new())

    assert (job["status"], job["failure"]) == ("completed", None)


def test_output_that_cannot_be_checked_is_never_shown(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana = accounts.new()
    stand_in.misbehave("server_error", match="", service="rekognition", times=100)

    job = run(client, ana)

    stand_in.behave()
    assert (job["status"], job["failure"]["cause"]) == ("failed", "service")
    assert (job["results_count"], used(client, ana)) == (0, 0)
