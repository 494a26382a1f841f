"""POST /styles/preferences"""

from uuid import uuid4

from functions.styles.save_preference.handler import handler
from splashmy.styles import counters
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tests.users import Accounts


def test_what_a_preference_does_not_name_stays(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()
    asked = {"style_id": style.id, "preferred_quality": "high", "preferred_size": "1024x1024"}
    client.call(handler, caller=user, body=asked)

    body = {"style_id": style.id, "preferred_size": None, "is_favorite": True}
    response = client.call(handler, caller=user, body=body)

    assert response.status == 200
    assert response.data == {
        "style": {
            "id": style.id,
            "name": "Tested",
            "slug": style.slug,
            "thumbnail_url": None,
            "urls_expire_at": None,
        },
        "is_favorite": True,
        "usage_count": 0,
        "last_used": None,
        "preferred_quality": "high",
        "preferred_background": None,
        "preferred_output_format": None,
        "preferred_size": None,
    }
    assert counters.totals(style.id).favorite_count == 1


def test_the_answer_shows_the_style(client: Client) -> None:
    style = a_style()
    an_example(style, stored=True)

    response = client.call(handler, caller="ana", body={"style_id": style.id})

    assert fetched(response.data["style"]["thumbnail_url"]) == b"styled"


def test_an_unknown_style_has_no_preference(client: Client) -> None:
    response = client.call(handler, caller="ana", body={"style_id": str(uuid4())})

    assert (response.status, response.code) == (404, "style_not_found")


def test_a_value_that_no_model_takes_is_refused(client: Client) -> None:
    body = {"style_id": a_style().id, "preferred_quality": "best"}

    response = client.call(handler, caller="ana", body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_who_prefers_must_be_signed_in(client: Client) -> None:
    response = client.call(handler, body={"style_id": a_style().id})

    assert (response.status, response.code) == (401, "unauthorized")
