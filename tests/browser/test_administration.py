"""What administrators do, and what nobody else gets."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from functions.images.report_image.handler import handler as report_image
from local.stack import Stack
from tests.browser.conftest import Visit
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.functions.processing.running import StandIn, run
from tests.functions.processing.test_redrive_dead_letters import PURGE, put
from tests.users import Accounts

pytestmark = pytest.mark.long

PAGES = ("/admin", "/admin/users", "/admin/styles", "/admin/tags", "/admin/audit", "/admin/monitor")


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


def test_an_operator_sees_what_the_service_does_and_what_it_costs(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    job = run(client, accounts.new())
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    expect(visitor.heading("Budgets")).to_be_visible()
    expect(visitor.page.get_by_role("img", name=re.compile("calls"))).to_be_visible()
    visitor.page.locator(f'a[href="/admin/monitor/{job["id"]}"]').click()

    expect(visitor.heading("Calls of the provider")).to_be_visible()
    expect(visitor.page.get_by_role("row", name="1", exact=False).first).to_be_visible()
    expect(visitor.text(f"make trace ID={job['id']}")).to_be_visible()


def test_an_operator_queues_a_failed_job_again(
    visit: Visit, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid.uuid4().hex
    stand_in.misbehave("invalid_key", match=words)
    failed = run(client, accounts.new(), prompt=words)
    stand_in.behave()
    visitor = visit("/", admin=True)
    visitor.go(f"/admin/monitor/{failed['id']}")
    visitor.button("Queue again").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Queue again").click()

    expect(visitor.text("It is queued again.")).to_be_visible()
    expect(visitor.page).not_to_have_url(re.compile(failed["id"]))
    expect(visitor.text("Completed").first).to_be_visible(timeout=60_000)


def test_a_dead_letter_is_looked_at_and_sent_again(visit: Visit, stack: Stack) -> None:
    put(stack, PURGE, {})
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    visitor.button("Look").first.click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    visitor.button("Send again").first.click()

    expect(visitor.text("were sent again")).to_be_visible()


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
