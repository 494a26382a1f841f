"""What administrators do, and what nobody else gets."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.factories.images import a_rejected_image
from tests.users import Accounts

pytestmark = pytest.mark.long


def test_who_is_no_administrator_is_led_away(visit: Visit) -> None:
    visitor = visit("/", as_user=True)

    visitor.go("/admin/users")

    expect(visitor.page).to_have_url(visitor.url + "/")


def test_an_administrator_makes_a_user_premium(visit: Visit, accounts: Accounts) -> None:
    user = accounts.new("rosa")
    visitor = visit("/", admin=True)
    visitor.go(f"/admin/users/{user.id}")
    expect(visitor.heading(user.username)).to_be_visible()
    visitor.page.get_by_label("Premium").check()
    visitor.button("Save").click()

    expect(visitor.text("Saved.")).to_be_visible()
    visitor.go("/admin/users")
    expect(visitor.page.get_by_role("row", name=user.username)).to_contain_text("Premium")


def test_a_refused_photo_is_approved_by_a_key(visit: Visit, accounts: Accounts) -> None:
    title = f"Red wall {uuid.uuid4().hex[:6]}"
    a_rejected_image(accounts["ana"], title=title)
    visitor = visit("/", admin=True)
    visitor.go("/admin")
    expect(visitor.heading(title)).to_be_visible()

    visitor.page.keyboard.press("a")

    expect(visitor.text("It may be seen.")).to_be_visible()
    expect(visitor.heading(title)).to_have_count(0)


def test_a_new_style_is_offered(visit: Visit) -> None:
    name = f"Lino {uuid.uuid4().hex[:6]}"
    visitor = visit("/", admin=True)
    visitor.go("/admin/styles")
    visitor.button("New style").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Address word").fill(name.lower().replace(" ", "-"))
    dialog.get_by_label("Prompt template").fill("A lino cut of {original_prompt}.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)

    visitor.go("/styles")

    expect(visitor.page.get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("path", ["/admin", "/admin/users", "/admin/styles", "/admin/tags"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_administration_is_accessible(visit: Visit, path: str, theme: str) -> None:
    visitor = visit("/", admin=True, theme=theme)
    visitor.go(path)

    assert visitor.serious_findings() == []
