from typing import Any

import pytest

from functions.processing.create_template.handler import handler as create_template
from functions.processing.get_template.handler import handler as get_template
from functions.processing.list_templates.handler import handler as list_templates
from functions.processing.update_template.handler import handler
from splashmy.templates.records import MOST, PUBLIC, TemplateCount
from tests.client import Client
from tests.factories.templates import a_template
from tests.users import Accounts


def test_what_is_left_out_stays(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    template = a_template(ana, category="Art", default_parameters={"quality": "low"})

    response = client.call(
        handler, caller=ana, template_id=template.id, body={"name": "Drawn", "description": "Ink"}
    )

    stored = client.call(get_template, caller=ana, template_id=template.id).data
    assert (response.status, response.data) == (200, stored)
    assert (stored["name"], stored["description"]) == ("Drawn", "Ink")
    assert (stored["category"], stored["default_parameters"]) == ("Art", defaults(quality="low"))
    assert stored["prompt_template"] == template.prompt_template


def defaults(**chosen: str) -> dict[str, str | None]:
    return dict.fromkeys(("quality", "background", "output_format", "size")) | chosen


def test_the_defaults_are_replaced_whole(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    template = a_template(ana, default_parameters={"quality": "low"})

    response = client.call(
        handler, caller=ana, template_id=template.id, body={"default_parameters": {"size": "auto"}}
    )

    assert response.data["default_parameters"] == defaults(size="auto")


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt_template": "An oil painting"},
        {"default_parameters": {"size": "10x10"}},
        {"name": ""},
        {"usage_count": 7},
    ],
)
def test_what_no_job_could_use_is_refused(
    client: Client, accounts: Accounts, wrong: dict[str, Any]
) -> None:
    template = a_template(accounts["ana"])

    response = client.call(handler, caller="ana", template_id=template.id, body=wrong)

    assert (response.status, response.code) == (422, "invalid_request")


def test_an_administrator_publishes_and_withdraws_a_template_of_their_own(
    client: Client, accounts: Accounts
) -> None:
    admin = accounts.new(admin=True)
    template = a_template(admin)

    def seen() -> bool:
        return template.id in [one["id"] for one in client.call(list_templates).results]

    shown = client.call(handler, caller=admin, template_id=template.id, body={"is_public": True})
    public = seen()
    hidden = client.call(handler, caller=admin, template_id=template.id, body={"is_public": False})

    assert (shown.data["is_public"], public) == (True, True)
    assert (hidden.data["is_public"], seen()) == (False, False)
    kept = [one["id"] for one in client.call(list_templates, caller=admin).results]
    assert kept.count(template.id) == 1


def test_any_administrator_changes_a_public_template_and_nobody_else(
    client: Client, accounts: Accounts
) -> None:
    template = a_template(accounts["ana"], is_public=True)
    body = {"name": "Drawn"}

    changed = client.call(
        handler, caller=accounts.new(admin=True), template_id=template.id, body=body
    )
    refused = client.call(handler, caller="bob", template_id=template.id, body=body)

    assert (changed.status, changed.data["name"]) == (200, "Drawn")
    assert (refused.status, refused.code) == (404, "template_not_found")


@pytest.mark.parametrize("mark", ["is_public", "is_premium"])
def test_a_user_makes_none_public_or_premium(client: Client, accounts: Accounts, mark: str) -> None:
    template = a_template(accounts["bob"])

    response = client.call(handler, caller="bob", template_id=template.id, body={mark: True})

    assert (response.status, response.code) == (403, "admin_required")


def test_another_users_template_is_not_found(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"])

    responses = [
        client.call(handler, caller=who, template_id=template.id, body={"name": "Mine"})
        for who in (accounts["bob"], accounts.new(admin=True))
    ]

    assert [(one.status, one.code) for one in responses] == [(404, "template_not_found")] * 2


def test_one_that_does_not_fit_into_the_other_list_stays_where_it_is(
    client: Client, accounts: Accounts
) -> None:
    admin = accounts.new(admin=True)
    template = a_template(admin)
    public = TemplateCount(PUBLIC)
    before = int(client.call(list_templates).body["pagination"]["count"])
    public.update([TemplateCount.length.set(MOST)])

    refused = client.call(handler, caller=admin, template_id=template.id, body={"is_public": True})

    public.update([TemplateCount.length.set(before)])
    assert (refused.status, refused.code) == (409, "too_many_templates")
    assert client.call(get_template, caller=admin, template_id=template.id).status == 200


def test_both_methods_answer_alike(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    asked = {"name": "A", "job_type": "edit", "prompt_template": "{original_prompt}"}
    made = client.call(create_template, caller=ana, body=asked).data
    path = f"/api/v1/processing/templates/{made['id']}/"
    bearer = {"Authorization": f"Bearer {ana.access_token}"}

    responses = [
        client.send(method, path, {"name": method}, headers=bearer) for method in ("PUT", "PATCH")
    ]

    assert [one.data for one in responses] == [made | {"name": "PUT"}, made | {"name": "PATCH"}]
