"""GET /styles/{style_id}/examples, of the styles that ship with SplashMy"""

import io
import urllib.request

import pytest
from PIL import Image

from functions.styles.list_examples.handler import handler as list_examples
from functions.styles.list_styles.handler import handler as list_styles
from splashmy.styles.records import Style
from tests.client import Client
from tools import load_catalogue

pytestmark = pytest.mark.usefixtures("catalogue")


def fetched(url: str) -> Image.Image:
    with urllib.request.urlopen(url, timeout=30) as response:
        return Image.open(io.BytesIO(response.read()))


def test_every_shipped_style_has_an_example_marked_as_a_preview(client: Client) -> None:
    shipped = [one.id for one in load_catalogue.read(load_catalogue.CATALOGUE) if one.kind is Style]

    examples = [client.call(list_examples, style_id=style_id).results for style_id in shipped]

    assert len(shipped) >= 24
    assert all(found[0]["is_preview"] for found in examples)


def test_an_example_shows_the_photo_before_and_after(client: Client) -> None:
    (style,) = client.call(list_styles, query={"search": "watercolor"}).results[:1]

    example = client.call(list_examples, style_id=style["id"]).results[0]

    before, after = fetched(example["original_url"]), fetched(example["styled_url"])
    assert before.size == after.size
    assert after.getexif()[0x0131] == "SplashMy local preview, not OpenAI"
