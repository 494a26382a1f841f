from functions.processing.list_templates.handler import handler
from tests.client import Client
from tests.factories.templates import a_template
from tests.users import Account, Accounts


def listed(client: Client, caller: Account | None, **query: str) -> list[str]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    assert response.body["pagination"]["count"] == len(response.results)
    return [one["id"] for one in response.results]


def test_own_and_public_templates_come_newest_first(client: Client, accounts: Accounts) -> None:
    ana, category = accounts.new(), "Newest first"
    own = a_template(ana, category=category)
    public = a_template(accounts["bob"], category=category, is_public=True)
    a_template(accounts["bob"], category=category)

    assert listed(client, ana, category=category) == [public.id, own.id]
    assert listed(client, None, category=category) == [public.id]


def test_templates_are_filtered_by_job_type(client: Client, accounts: Accounts) -> None:
    ana, category = accounts.new(), "By type"
    a_template(ana, category=category)
    edit = a_template(ana, category=category, job_type="edit")

    assert listed(client, ana, category=category, job_type="edit") == [edit.id]


def test_pages_keep_the_filter(client: Client, accounts: Accounts) -> None:
    ana, category = accounts.new(), "Paged"
    older, newer = [a_template(ana, category=category) for _ in range(2)]
    bearer = {"Authorization": f"Bearer {ana.access_token}"}

    first = client.call(handler, caller=ana, query={"category": category, "page_size": 1})
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert [one.results[0]["id"] for one in (first, second)] == [newer.id, older.id]
    assert second.body["pagination"]["next"] is None
