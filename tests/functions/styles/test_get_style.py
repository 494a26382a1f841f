"""GET /styles/{style_id}"""

from uuid import uuid4

import pytest

from functions.styles.get_style.handler import handler
from functions.styles.list_styles.handler import handler as list_styles
from tests.client import Client
from tests.fetching import fetched

pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_style_is_shown_with_its_defaults_but_not_its_template(client: Client) -> None:
    listed = client.call(list_styles, query={"search": "watercolor"}).results[0]

    response = client.call(handler, style_id=listed["id"])

    assert response.status == 200
    assert response.data["default_quality"] == "high"
    assert response.data["category"]["color"].startswith("#")
    assert response.data["urls_expire_at"] > response.data["created_at"]
    assert response.data["variables"][0]["name"] == "mood"
    assert "prompt_template" not in response.data
    assert fetched(response.data["thumbnail_url"])[8:12] == b"WEBP"


def test_an_unknown_style_is_not_found(client: Client) -> None:
    response = client.call(handler, style_id=uuid4())

    assert (response.status, response.code) == (404, "style_not_found")


def test_a_malformed_id_is_an_invalid_request(client: Client) -> None:
    response = client.call(handler, style_id="watercolor")

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"][0]["field"] == "style_id"


def test_the_same_style_again_is_not_modified(client: Client) -> None:
    style_id = client.call(list_styles).results[0]["id"]
    tag = client.call(handler, style_id=style_id).headers["etag"]

    again = client.call(handler, style_id=style_id, headers={"If-None-Match": tag})

    assert (again.status, again.body) == (304, None)
