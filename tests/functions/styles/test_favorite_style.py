"""POST /styles/{style_id}/favorite"""

from uuid import uuid4

from functions.styles.favorite_style.handler import handler
from functions.styles.list_styles.handler import handler as list_styles
from splashmy.styles import counters
from tests.client import Client
from tests.factories.styles import a_category, a_style


def test_without_a_body_a_favorite_is_turned_on_and_off(client: Client) -> None:
    style = a_style()

    answers = [client.call(handler, style_id=style.id, caller="ana").data for _ in range(3)]

    assert [one["is_favorite"] for one in answers] == [True, False, True]
    assert counters.totals(style.id).favorite_count == 1


def test_a_favorite_that_is_set_again_stays_one(client: Client) -> None:
    style, body = a_style(), {"is_favorite": True}

    answers = [client.call(handler, style_id=style.id, caller="ana", body=body) for _ in range(2)]

    assert [one.data for one in answers] == [{"is_favorite": True}] * 2
    assert counters.totals(style.id).favorite_count == 1


def test_a_favorite_is_only_its_owners(client: Client) -> None:
    category = a_category()
    client.call(handler, style_id=a_style(category).id, caller="ana")

    def seen_by(caller: str | None) -> object:
        query = {"category": category.id}
        return client.call(list_styles, caller=caller, query=query).results[0]["is_user_favorite"]

    assert (seen_by("ana"), seen_by("ben"), seen_by(None)) == (True, False, None)


def test_is_favorite_is_a_boolean(client: Client) -> None:
    body = {"is_favorite": "yes"}

    response = client.call(handler, style_id=a_style().id, caller="ana", body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_an_unknown_style_is_no_favorite(client: Client) -> None:
    response = client.call(handler, style_id=uuid4(), caller="ana")

    assert (response.status, response.code) == (404, "style_not_found")
