"""What administrators do, and what nobody else gets."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from functions.images.report_image.handler import handler as report_image
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_styles.handler import handler as list_styles
from tests.browser.conftest import Visit
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.users import Accounts

pytestmark = pytest.mark.long

PAGES = (
    "/admin",
    "/admin/users",
    "/admin/styles",
    "/admin/tags",
    "/admin/audit",
    "/admin/monitor",
    "/admin/monitor/stand-ins",
)


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


def test_a_style_that_is_changed_in_spanish_keeps_its_english_name(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    visitor = visit("/", admin=True, language="es-ES")
    assert visitor.account
    before = style_named("Watercolor", client)
    visitor.go("/admin/styles")
    visitor.page.get_by_role("button", name=translated(before["id"], client), exact=True).click()
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog.get_by_label("Nombre", exact=True)).to_have_value("Watercolor")
    dialog.get_by_label("Calidad", exact=True).select_option("medium")
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog).to_have_count(0)

    after = client.call(get_style, style_id=before["id"]).data

    assert (after["name"], after["default_quality"]) == ("Watercolor", "medium")
    assert after["description"] == before["description"]


def style_named(name: str, client: Client) -> dict[str, Any]:
    listed = client.call(list_styles, query={"search": name}).results
    style: dict[str, Any] = next(one for one in listed if one["name"] == name)
    return style


def translated(style_id: str, client: Client) -> str:
    spanish = {"Accept-Language": "es"}
    return str(client.call(get_style, style_id=style_id, headers=spanish).data["name"])


def test_a_reported_picture_is_taken_down_and_the_act_is_kept(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    title = f"Fake ad {uuid.uuid4().hex[:6]}"
    image = a_ready_image(accounts["ana"], title=title, is_public=True)
    body = {"reason": "copyright", "text": "It is my photo."}
    client.call(report_image, caller=accounts["ben"], image_id=image.id, body=body)
    visitor = visit("/", admin=True)
    visitor.go("/admin")
    visitor.button("Reported").click()
    while not visitor.heading(title).is_visible():
        visitor.page.keyboard.press("n")
    visitor.page.keyboard.press("r")
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("It is not theirs.")
    dialog.get_by_role("button", name="Take it down").click()
    expect(visitor.text("It is taken down.")).to_be_visible()

    visitor.go("/admin/audit")

    expect(visitor.page.get_by_role("row", name="It is not theirs.")).to_contain_text(image.id)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_administration_is_accessible(visit: Visit, path: str, theme: str) -> None:
    visitor = visit("/", admin=True, theme=theme)
    visitor.go(path)

    assert visitor.serious_findings() == []
