"""PUT /styles/{style_id}/examples/{example_id}"""

from typing import Any
from uuid import uuid4

from functions.styles.update_example.handler import handler
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tests.users import Account


def test_the_caption_of_an_example_can_change(client: Client, admin: Account) -> None:
    style = a_style()
    example = an_example(style, stored=True)

    ids: dict[str, Any] = {"style_id": style.id, "example_id": example.id}
    response = client.call(handler, caller=admin, body={"prompt": "A ship"}, **ids)

    assert (response.status, response.data["prompt"]) == (200, "A ship")
    assert fetched(response.data["styled_url"]) == b"styled"


def test_an_unknown_example_is_not_found(client: Client, admin: Account) -> None:
    ids: dict[str, Any] = {"style_id": a_style().id, "example_id": uuid4()}

    response = client.call(handler, caller=admin, body={"prompt": "A ship"}, **ids)

    assert (response.status, response.code) == (404, "example_not_found")


def test_examples_are_changed_by_administrators_only(client: Client) -> None:
    style = a_style()
    ids: dict[str, Any] = {"style_id": style.id, "example_id": an_example(style).id}

    response = client.call(handler, caller="ana", body={"prompt": "Mine"}, **ids)

    assert (response.status, response.code) == (403, "admin_required")
