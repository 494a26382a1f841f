"""GET /styles/{style_id}/examples"""

import io
from uuid import uuid4

import pytest
from PIL import Image

from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_examples.handler import handler
from functions.styles.list_styles.handler import handler as list_styles
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tools import load_catalogue

pytestmark = pytest.mark.usefixtures("catalogue")


def test_every_shipped_style_has_an_example_marked_as_a_preview(client: Client) -> None:
    shipped = [one.id for one in load_catalogue.read(load_catalogue.CATALOGUE) if one.kind is Style]

    examples = [client.call(handler, style_id=style_id).results for style_id in shipped]

    assert len(shipped) >= 24
    assert all(found[0]["is_preview"] for found in examples)


def test_an_example_shows_the_photo_before_and_after(client: Client) -> None:
    (style,) = client.call(list_styles, query={"search": "watercolor"}).results[:1]

    example = client.call(handler, style_id=style["id"]).results[0]

    before, after = (
        Image.open(io.BytesIO(fetched(example[url]))) for url in ("original_url", "styled_url")
    )
    assert before.size == after.size
    assert after.getexif()[0x0131] == "SplashMy local preview, not OpenAI"


def test_the_first_example_is_the_thumbnail_of_its_style(client: Client) -> None:
    style = a_style()
    an_example(style, sort_order=2, styled_key="catalogue/second.webp")
    an_example(style, sort_order=1, styled_key="catalogue/first.webp")

    listed = client.call(handler, style_id=style.id).results

    shown = client.call(get_style, style_id=style.id).data
    assert "catalogue/first.webp?" in listed[0]["styled_url"]
    assert "catalogue/first.webp?" in shown["thumbnail_url"]
    assert len(shown["examples"]) == len(listed) == 2


def test_a_cursor_leads_through_every_example_once(client: Client) -> None:
    style = a_style()
    made = [an_example(style, sort_order=place).id for place in range(3)]

    first = client.call(handler, style_id=style.id, query={"page_size": 2})
    second = client.send("GET", first.body["pagination"]["next"])

    assert [one["id"] for one in first.results + second.results] == made
    assert second.body["pagination"]["next"] is None


def test_an_unknown_style_has_no_examples(client: Client) -> None:
    response = client.call(handler, style_id=uuid4())

    assert (response.status, response.code) == (404, "style_not_found")


def test_who_is_signed_in_sees_the_same(client: Client) -> None:
    style = a_style()
    example = an_example(style)

    response = client.call(handler, caller="ana", style_id=style.id)

    assert [one["id"] for one in response.results] == [example.id]
