from functions.processing.get_template.handler import handler
from splashmy.core.ids import TemplateId, new_id
from tests.client import Client
from tests.factories.templates import a_template
from tests.users import Accounts


def test_an_own_template_is_shown_to_its_owner_only(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"])

    own = client.call(handler, caller="ana", template_id=template.id)
    others = [client.call(handler, caller=who, template_id=template.id) for who in ("bob", None)]

    assert (own.status, own.data["prompt_template"]) == (200, template.prompt_template)
    assert [(one.status, one.code) for one in others] == [(404, "template_not_found")] * 2


def test_a_public_template_is_shown_to_anyone(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"], is_public=True)

    responses = [client.call(handler, caller=who, template_id=template.id) for who in ("bob", None)]

    assert [(one.status, one.data["id"]) for one in responses] == [(200, template.id)] * 2


def test_an_unknown_template_is_not_found(client: Client) -> None:
    response = client.call(handler, caller="ana", template_id=new_id(TemplateId))

    assert (response.status, response.code) == (404, "template_not_found")
