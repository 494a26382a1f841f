from datetime import timedelta

import pytest

from functions.processing.list_monitored_jobs.handler import handler
from splashmy.core.clock import now
from splashmy.core.ids import JobId
from splashmy.jobs import outcomes, retention
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.users import Accounts


def test_jobs_of_all_users_are_listed_newest_first_without_their_prompts(
    client: Client, accounts: Accounts
) -> None:
    admin, ana, ben = accounts.new(admin=True), accounts.new(), accounts.new()
    older, newer = a_job(ana, prompt="A secret"), a_job(ben)

    first = client.call(handler, caller=admin, query={"page_size": 1})
    bearer = {"Authorization": f"Bearer {admin.access_token}"}
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert [one["id"] for one in (*first.results, *second.results)] == [newer.id, older.id]
    assert [one["owner"] for one in first.results] == [ben.username]
    assert "A secret" not in str(second.body)


def test_filters_leave_what_they_name(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    failed, edit = a_job(ana), a_job(ana, job_type="edit", original_image_id=a_ready_image(ana).id)
    outcomes.fail(failed, outcomes.SERVICE_FAILED)
    asked: list[tuple[dict[str, str], list[JobId]]] = [
        ({"user_id": ana.id}, [edit.id, failed.id]),
        ({"user_id": ana.id, "status": "failed"}, [failed.id]),
        ({"user_id": ana.id, "job_type": "edit"}, [edit.id]),
        ({"user_id": ana.id, "style_id": str(ana.id)}, []),
        ({"user_id": ana.id, "since": f"{now() + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"}, []),
        (
            {"user_id": ana.id, "since": f"{now() - timedelta(minutes=9):%Y-%m-%dT%H:%M:%SZ}"},
            [edit.id, failed.id],
        ),
    ]

    for query, expected in asked:
        response = client.call(handler, caller=admin, query=query)

        assert response.status == 200, response.body
        assert [one["id"] for one in response.results] == expected, query


def test_a_job_that_is_removed_leaves_the_list(client: Client, accounts: Accounts) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    job = outcomes.fail(a_job(ana), outcomes.SERVICE_FAILED)
    before = client.call(handler, caller=admin).body["pagination"]["count"]

    retention.remove(job)

    after = client.call(handler, caller=admin, query={"user_id": ana.id})
    assert (after.body["pagination"]["count"], after.results) == (before - 1, [])


@pytest.mark.parametrize("query", [{"since": "yesterday"}, {"status": "lost"}, {"user_id": "me"}])
def test_a_bad_filter_is_refused(client: Client, accounts: Accounts, query: dict[str, str]) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), query=query)

    assert (response.status, response.code) == (422, "invalid_request")


def test_only_an_administrator_sees_them(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
