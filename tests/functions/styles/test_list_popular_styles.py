"""GET /styles/popular"""

import pytest

from functions.styles.favorite_style.handler import handler as favorite_style
from functions.styles.list_popular_styles.handler import handler
from splashmy.styles import popularity
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.styles import a_style
from tests.fetching import fetched
from tests.users import Accounts

pytestmark = pytest.mark.usefixtures("catalogue")


def test_popular_styles_come_by_their_score(client: Client) -> None:
    popularity.recompute()

    styles = client.call(handler, query={"page_size": 50}).results

    scores = [style["popularity_score"] for style in styles]
    assert 0 < len(scores) <= 20
    assert scores == sorted(scores, reverse=True)
    assert fetched(next(one["thumbnail_url"] for one in styles if one["thumbnail_url"]))


def test_what_the_caller_thinks_is_filled_in(client: Client, accounts: Accounts) -> None:
    style, user = a_style(popularity_score=100), accounts.new()
    client.call(favorite_style, caller=user, style_id=style.id)

    shown = [
        {one["id"]: one["is_user_favorite"] for one in client.call(handler, caller=caller).results}
        for caller in (user, "ben", None)
    ]

    Style(*Style.key(style.id)).delete()
    assert [one[style.id] for one in shown] == [True, False, None]


def test_a_cursor_leads_to_the_next_page(client: Client) -> None:
    first = client.call(handler, query={"page_size": 5})
    second = client.send("GET", first.body["pagination"]["next"])

    ids = {one["id"] for one in first.results + second.results}
    assert len(ids) == 10
