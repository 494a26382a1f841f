"""Every page of a signed-in user, for every reader: themes, widths, languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.users import Account, Accounts

pytestmark = pytest.mark.long

PATHS = (
    "/make",
    "/library",
    "/library/photos",
    "/jobs",
    "/account",
    "/account/plan",
    "/account/security",
    "/account/notices",
    "/account/templates",
    "/account/webhooks",
    "/account/data",
)
made: dict[str, list[str]] = {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("phone", "language"), [(False, "en-US"), (True, "es-ES")])
def test_a_page_is_accessible_and_fits(
    visit: Visit, accounts: Accounts, theme: str, phone: bool, language: str
) -> None:
    account = accounts["painter"]
    paths = [*PATHS, *_made(visit, account)]
    visitor = visit("/", account=account, theme=theme, phone=phone, language=language)

    faults = {path: _faults(visitor, path) for path in paths}

    assert {path: found for path, found in faults.items() if found} == {}


def _faults(visitor: Visitor, path: str) -> list[str]:
    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")
    found = visitor.serious_findings()
    width = visitor.surplus_width()
    return [*found, *([f"{width} pixels too wide"] if width > 0 else [])]


@pytest.mark.parametrize("path", ["/account/data", "/account"])
def test_a_phone_shows_which_page_of_the_account_it_is(visit: Visit, path: str) -> None:
    visitor = visit("/", phone=True, as_user=True)
    visitor.go(path)

    expect(visitor.page.locator(".sections-nav [aria-current]")).to_be_in_viewport(ratio=1)


def _made(visit: Visit, account: Account) -> list[str]:
    """The pages of a picture, its job and its photo; made once."""
    if account.id not in made:
        visitor = visit("/", account=account)
        visitor.make_picture()
        job = visitor.page.url.removeprefix(visitor.url)
        visitor.link("More about this style").wait_for()
        paths = [job]
        for place in ("/library", "/library/photos"):
            visitor.go(place)
            first = visitor.page.locator(".grid a.shot").first.get_attribute("href")
            assert first
            paths.append(first)
        made[account.id] = paths
    return made[account.id]
