from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts

ASKED = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}


def test_a_new_user_has_the_whole_quota(client: Client, accounts: Accounts) -> None:
    response = client.call(get_quota, caller=accounts.new())

    assert response.status == 200, response.body
    assert response.data["daily_limit"] == response.data["remaining"] == 10
    assert response.data["used"] == 0
    assert response.data["month_cost_usd"] == "0.000000"


def test_every_image_counts(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    job = run(client, ana, n=3)

    quota = client.call(get_quota, caller=ana).data
    assert (quota["used"], quota["remaining"]) == (3, 7)
    assert quota["by_type"] == {"generation": 3, "edit": 0, "style_transfer": 0}
    assert quota["totals"]["generation"] == 3
    assert quota["month_cost_usd"] == job["cost"]["usd"]


def test_what_does_not_fit_is_refused_with_the_time_to_come_again(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    for _ in range(2):
        assert client.call(create_job, caller=ana, body={**ASKED, "n": 4}).status == 202

    response = client.call(create_job, caller=ana, body={**ASKED, "n": 3})

    assert (response.status, response.code) == (429, "quota_exceeded")
    assert 0 < int(response.headers["retry-after"]) <= 24 * 3600
    assert client.call(get_quota, caller=ana).data["used"] == 8


def test_an_own_limit_goes_before_the_plans(client: Client, accounts: Accounts) -> None:
    from splashmy.identity.records import User

    ana = accounts.new()
    User(*User.key(ana.id)).update([User.max_daily_processes.set(0)])

    response = client.call(create_job, caller=ana, body=ASKED)

    assert (response.status, response.code) == (429, "quota_exceeded")


def test_a_premium_user_has_a_hundred(client: Client, accounts: Accounts) -> None:
    response = client.call(get_quota, caller=accounts.new(premium=True))

    assert (response.data["daily_limit"], response.data["is_premium"]) == (100, True)
