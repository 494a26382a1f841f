import pytest

from functions.processing.create_template.handler import handler as create_template
from functions.processing.delete_template.handler import handler
from functions.processing.list_templates.handler import handler as list_templates
from splashmy.templates.records import MOST, TemplateCount
from tests.client import Client
from tests.factories.templates import a_template
from tests.users import Accounts

ASKED = {
    "name": "Painted",
    "job_type": "generation",
    "prompt_template": "An oil painting of {original_prompt}",
}


def test_a_deleted_template_makes_room_for_another(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    template = client.call(create_template, caller=ana, body=ASKED).data
    TemplateCount(f"USER#{ana.id}", length=MOST).save()
    full = client.call(create_template, caller=ana, body=ASKED)

    deleted = client.call(handler, caller=ana, template_id=template["id"])

    assert (full.status, deleted.status, deleted.data) == (409, 200, {"id": template["id"]})
    shown = [one["id"] for one in client.call(list_templates, caller=ana).results]
    assert template["id"] not in shown
    assert client.call(create_template, caller=ana, body=ASKED).status == 201
    assert client.call(handler, caller=ana, template_id=template["id"]).status == 404


def test_an_administrator_deletes_a_public_one(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"], is_public=True)

    response = client.call(handler, caller=accounts.new(admin=True), template_id=template.id)

    assert response.status == 200
    assert template.id not in [one["id"] for one in client.call(list_templates).results]


@pytest.mark.parametrize("is_public", [True, False])
def test_what_is_not_ones_own_is_not_found(
    client: Client, accounts: Accounts, is_public: bool
) -> None:
    template = a_template(accounts["ana"], is_public=is_public)

    response = client.call(handler, caller="bob", template_id=template.id)

    assert (response.status, response.code) == (404, "template_not_found")
