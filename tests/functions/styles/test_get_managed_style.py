"""GET /styles/{style_id}/managed"""

from uuid import uuid4

from functions.styles.get_managed_style.handler import handler
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tests.users import Account


def test_a_style_is_shown_as_it_is_stored(client: Client, admin: Account) -> None:
    variable = {"name": "mood", "type": "text", "choices": [], "default": "calm"}
    style = a_style(
        is_active=False,
        tags=["soft"],
        variables=[variable],
        prompt_template="A {mood} {original_prompt}",
        translations={"es": {"name": "Arcilla", "description": "Suave."}},
    )
    an_example(style, stored=True)

    spanish = {"Accept-Language": "es"}
    response = client.call(handler, caller=admin, style_id=style.id, headers=spanish)

    shown = response.data
    assert (response.status, shown["name"], shown["is_active"]) == (200, "Tested", False)
    assert shown["translations"] == {"es": {"name": "Arcilla", "description": "Suave."}}
    assert (shown["prompt_template"], shown["variables"]) == (style.prompt_template, [variable])
    assert (shown["tags"], fetched(shown["thumbnail_url"])) == (["soft"], b"styled")


def test_an_unknown_style_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, style_id=uuid4())

    assert (response.status, response.code) == (404, "style_not_found")


def test_it_is_for_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", style_id=a_style().id)

    assert (response.status, response.code) == (403, "admin_required")
