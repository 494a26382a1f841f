"""What a user keeps and settles: templates, the first password, a look back at the library."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.functions.processing.receiving import receiving
from tests.users import Accounts

pytestmark = pytest.mark.long

TEMPORARY = "Temporary-horse-9"
OWN = "Own-horse-2026"


def test_a_template_is_kept_changed_used_and_deleted(visit: Visit) -> None:
    visitor = visit("/", as_user=True)
    visitor.go("/account/templates")
    visitor.button("New template").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Winter")
    dialog.get_by_label("Words").fill("{original_prompt}, in deep snow")
    dialog.get_by_role("button", name="Save").click()
    expect(visitor.text("{original_prompt}, in deep snow")).to_be_visible()

    visitor.button("Edit Winter").click()
    dialog.get_by_label("Words").fill("{original_prompt}, under ice")
    dialog.get_by_role("button", name="Save").click()
    expect(visitor.text("{original_prompt}, under ice")).to_be_visible()
    visitor.link("Use").click()
    visitor.choose_photo()
    expect(visitor.field("Template")).to_have_value(_uuid())

    visitor.go("/account/templates")
    visitor.button("Delete Winter").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(visitor.heading("No templates yet")).to_be_visible()


def test_who_got_a_temporary_password_chooses_one_of_their_own(
    visit: Visit, accounts: Accounts
) -> None:
    username = f"new-{uuid.uuid4().hex[:8]}"
    email = f"{username}@example.com"
    accounts.cognito.admin_create_user(
        UserPoolId=accounts.pool,
        Username=username,
        UserAttributes=[
            {"Name": "email", "Value": email},
            {"Name": "email_verified", "Value": "true"},
        ],
        TemporaryPassword=TEMPORARY,
        MessageAction="SUPPRESS",
    )
    visitor = visit("/sign-in")
    visitor.expected = ["401", "403", "409"]
    visitor.fill(Email_or_username=username, Password=TEMPORARY)
    visitor.button("Sign in").click()

    visitor.fill(New_password=OWN)
    visitor.button("Sign in").click()

    expect(visitor.heading("Create a picture")).to_be_visible()


def test_a_filter_of_the_library_is_still_there_after_going_back(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.make_picture()
    visitor.go("/library/photos")
    visitor.field("Search your photos").fill("photograph")
    visitor.button("Ready").click()
    visitor.page.locator(".grid a.shot").click()
    expect(visitor.link("Use this photo")).to_be_visible()

    visitor.page.go_back()

    expect(visitor.button("Ready")).to_have_attribute("aria-pressed", "true")
    expect(visitor.field("Search your photos")).to_have_value("photograph")


def _uuid() -> re.Pattern[str]:
    return re.compile(r"[0-9a-f-]{36}")


def test_signing_out_everywhere_ends_the_other_browser_too(
    visit: Visit,
) -> None:
    here = visit("/", as_user=True)
    assert here.account
    elsewhere = visit("/", account=here.account)
    here.go("/account/security")
    here.button("Sign out everywhere").click()
    expect(here.link("Sign in")).to_be_visible()

    elsewhere.expected = ["401"]
    elsewhere.page.goto(f"{elsewhere.url}/library")

    expect(elsewhere.heading("Welcome back")).to_be_visible()


def test_a_webhook_is_tried_out(visit: Visit) -> None:
    with receiving() as receiver:
        visitor = visit("/", as_user=True)
        visitor.go("/account/webhooks")
        visitor.button("New webhook").click()
        dialog = visitor.page.get_by_role("dialog")
        dialog.get_by_label("Address").fill(receiver.url)
        dialog.get_by_role("button", name="Save").click()
        expect(dialog.get_by_text("Keep this secret now")).to_be_visible()
        dialog.get_by_role("button", name="Done").click()

        visitor.button("Send a test").click()

        expect(visitor.text("Delivered: your address answered 204.")).to_be_visible()
        assert len(receiver.received) == 1


def test_a_picture_names_its_style_in_the_language_of_its_reader(visit: Visit) -> None:
    author = visit("/", as_user=True)
    author.make_picture()

    reader = visit("/", account=author.account, language="es-ES")
    reader.go("/library")
    reader.page.get_by_role("link", name="Acuarela").click()

    expect(reader.heading("Acuarela")).to_be_visible()
