"""What administrators do, and what nobody else gets."""

import uuid

import pytest
from playwright.sync_api import expect

from functions.auth.update_user.handler import handler as update_user
from functions.images.list_reviews.handler import handler as list_reviews
from functions.images.report_image.handler import handler as report_image
from functions.processing.take_down_result.handler import handler as take_down_result
from splashmy.images.records import Image
from tests.browser.conftest import Visit
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.factories.results import a_result
from tests.users import Accounts

pytestmark = pytest.mark.long

PAGES = (
    "/admin",
    "/admin/users",
    "/admin/pictures",
    "/admin/styles",
    "/admin/styles/new",
    "/admin/categories",
    "/admin/templates",
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


def test_a_reported_picture_is_taken_down_and_the_act_is_kept(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    title = f"Fake ad {uuid.uuid4().hex[:6]}"
    image = a_reported_image(client, accounts, title)
    visitor = visit("/", admin=True)
    visitor.go("/admin")
    visitor.page.get_by_role("button", name="Reported").click()
    while not visitor.heading(title).is_visible():
        visitor.page.keyboard.press("n")
    expect(visitor.text("1 report")).to_be_visible()
    visitor.page.keyboard.press("r")
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("It is not theirs.")
    dialog.get_by_role("button", name="Take it down").click()
    expect(visitor.text("It is taken down.")).to_be_visible()

    visitor.go("/admin/audit")

    row = visitor.page.get_by_role("row", name="It is not theirs.")
    expect(row).to_contain_text("200")
    row.get_by_role("link", name=image.id).click()
    expect(visitor.heading(title)).to_be_visible()
    expect(visitor.text("It is not theirs.")).to_be_visible()


def test_the_queue_counts_what_waits_and_keys_go_through_it(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    titles = [f"Advert {uuid.uuid4().hex[:6]}" for _ in range(2)]
    for title in titles:
        a_reported_image(client, accounts, title)
    listed = client.call(list_reviews, caller=accounts.new(admin=True), query={"kind": "reported"})
    count = listed.body["pagination"]["count"]
    visitor = visit("/", admin=True)
    visitor.go("/admin?kind=reported")

    expect(visitor.page.get_by_role("button", name=f"Reported {count}")).to_be_visible()
    expect(visitor.heading(titles[1])).to_be_visible()
    expect(visitor.text(f"1 of {count}")).to_be_visible()
    visitor.page.keyboard.press("n")
    expect(visitor.heading(titles[0])).to_be_visible()
    visitor.page.keyboard.press("p")
    expect(visitor.heading(titles[1])).to_be_visible()


def test_a_picture_is_found_by_its_address_and_restored(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    admin = accounts.new("visitor", admin=True)
    result = a_result(accounts["ana"], is_public=True, stored=True)
    body = {"reason": "It looked like an advert."}
    client.call(take_down_result, caller=admin, result_id=result.id, body=body)
    visitor = visit("/", account=admin)
    visitor.go("/admin/pictures")
    visitor.field("Its id, or the address of its page").fill(f"https://x.test/results/{result.id}")
    visitor.button("Look").click()
    expect(visitor.text("It looked like an advert.")).to_be_visible()

    visitor.button("Restore").click()

    expect(visitor.text("It is as before.")).to_be_visible()
    expect(visitor.text("Public", exact=True)).to_be_visible()


def test_the_audit_tells_what_was_sent(visit: Visit, client: Client, accounts: Accounts) -> None:
    admin, user = accounts.new("visitor", admin=True), accounts.new("rosa")
    body = {"is_premium": True}
    client.call(update_user, caller=admin, user_id=user.id, body=body)
    visitor = visit("/", account=admin)
    visitor.go("/admin/audit")
    row = visitor.page.get_by_role("row", name=user.id)

    row.get_by_text("is_premium").first.click()

    expect(row.get_by_text("true", exact=True)).to_be_visible()
    row.get_by_role("link", name=user.id).click()
    expect(visitor.heading(user.username)).to_be_visible()


def a_reported_image(client: Client, accounts: Accounts, title: str) -> Image:
    image = a_ready_image(accounts["ana"], title=title, is_public=True)
    body = {"reason": "copyright", "text": "It is my photo."}
    client.call(report_image, caller=accounts["ben"], image_id=image.id, body=body)
    return image


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_administration_is_accessible(visit: Visit, path: str, theme: str) -> None:
    visitor = visit("/", admin=True, theme=theme)
    visitor.go(path)

    assert visitor.serious_findings() == []
