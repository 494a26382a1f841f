"""What the catalogue may cost when nothing of it is kept: one Query, however many styles."""

from typing import Any

import pytest

from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_categories.handler import handler as list_categories
from functions.styles.list_popular_styles.handler import handler as list_popular_styles
from functions.styles.list_styles.handler import handler as list_styles
from splashmy.styles import catalogue
from splashmy.styles.records import Style
from splashmy.web import Endpoint
from tests.budgets import in_process
from tests.factories.styles import a_category, a_style, an_example
from tests.users import Accounts

PAGE = 3
CATALOGUE = 1
GUARD = 1
OPINIONS = 1
READS = [list_styles, list_categories, list_popular_styles, get_style]
DISPLAYING_STYLES = [list_styles, list_popular_styles, get_style]


@pytest.fixture(scope="module")
def style(stack: object) -> Style:
    """One of more styles than a page holds, with examples."""
    category = a_category()
    shown = [a_style(category) for _ in range(2 * PAGE)]
    for one in shown:
        an_example(one)
    return shown[0]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a function that was just started."""
    monkeypatch.setattr(catalogue, "_kept", [])


def read(endpoint: Endpoint[Any, Any], style: Style, **options: Any) -> dict[str, Any]:
    if "{style_id}" in endpoint.paths[0]:
        return in_process.call(endpoint, style_id=style.id, **options)
    return in_process.call(endpoint, query={"page_size": str(PAGE)}, **options)


@pytest.mark.parametrize("endpoint", READS)
def test_a_stranger_costs_one_query(endpoint: Endpoint[Any, Any], style: Style) -> None:
    with in_process.dynamodb_calls() as calls:
        answer = read(endpoint, style)

    assert answer["status"] == 200
    assert [name for name, _ in calls] == ["Query"] * CATALOGUE


@pytest.mark.parametrize("endpoint", DISPLAYING_STYLES)
def test_a_user_costs_the_guard_and_one_read_of_their_opinions(
    endpoint: Endpoint[Any, Any], style: Style, accounts: Accounts
) -> None:
    ana = accounts["ana"]

    with in_process.dynamodb_calls() as calls:
        answer = read(endpoint, style, caller=ana)

    assert answer["status"] == 200
    assert len(calls) <= GUARD + CATALOGUE + OPINIONS
