"""What goes wrong on the way, and what people see of it."""

import uuid
import zipfile

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import PATIENCE_MS, PHOTO, Visitor, picture, sign_in
from tests.functions.processing.running import StandIn
from tests.users import Accounts

pytestmark = pytest.mark.long

HOSTILE = '<img src=x onerror="document.title=1">"><script>document.title=2</script>'
RED = (255, 0, 0)  # what the stand-in of Rekognition finds unsafe


def text_file(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": b"this is no picture"}


def test_a_wrong_password_is_one_sentence(visit: Visit) -> None:
    visitor = visit("/sign-in")
    visitor.expected = ["401"]
    visitor.fill(Email_or_username="nobody", Password="wrong-horse-9")
    visitor.button("Sign in").click()

    expect(visitor.page.get_by_role("alert")).to_be_visible()
    expect(visitor.heading("Welcome back")).to_be_visible()


def test_a_refused_field_says_why_beside_it(visit: Visit) -> None:
    visitor = visit("/sign-up")
    visitor.expected = ["422"]
    visitor.fill(Email="eva@example.com", Username="e v a", Password="Water-colour-2026")
    visitor.button("Create account").click()

    expect(visitor.field("Username")).to_have_attribute("aria-invalid", "true")


def test_a_file_that_is_no_picture_is_refused_in_words(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.choose_photo(text_file("cat.png"))

    expect(visitor.page.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.text("Choose another photo first.")).to_be_visible()


def test_an_unsafe_photo_is_refused_and_may_be_appealed(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.choose_photo(picture(RED, "red.png"))
    expect(visitor.text("This photo was refused")).to_be_visible(timeout=PATIENCE_MS)

    visitor.go("/library/photos")
    visitor.page.get_by_role("link", name="red").click()
    visitor.page.get_by_label("Why should this photo pass?").fill("It is a red wall.")
    visitor.button("Ask for a review").click()

    expect(visitor.text("A person looks at this photo")).to_be_visible()


def test_a_failed_picture_says_whose_fault_it_was_and_tries_again(
    visit: Visit, stand_in: StandIn
) -> None:
    visitor = visit("/make", as_user=True)
    stand_in.misbehave("insufficient_quota", match="A lighthouse")
    visitor.go("/make")
    visitor.page.locator("textarea[name=prompt]").fill("A lighthouse")
    visitor.button("Create picture").click()
    expect(visitor.heading("This did not work")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.text("Nothing was charged")).to_be_visible()
    stand_in.behave()

    visitor.button("Try again").click()

    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)


def test_hostile_names_and_titles_are_only_text(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.choose_photo(picture((20, 90, 160), "onerror=alert(1) <b>.png"))
    expect(visitor.page.get_by_role("button", name="Watercolor")).to_be_visible()
    expect(visitor.page.locator(".meter")).to_have_count(0, timeout=PATIENCE_MS)
    visitor.go("/library/photos")
    visitor.page.locator(".grid a.shot").click()
    visitor.fill(Title=HOSTILE, Description=HOSTILE)
    visitor.button("Save").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(HOSTILE)

    for path in ("/library/photos", "/make"):
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")

    assert visitor.page.evaluate("document.querySelectorAll('img[src=x], main script').length") == 0
    assert visitor.page.title().endswith("SplashMy")


def test_without_a_connection_the_page_says_so_and_goes_on_after_it(visit: Visit) -> None:
    visitor = visit("/styles")
    expect(visitor.page.locator(".style-card").first).to_be_visible()
    visitor.expected = ["ERR_INTERNET_DISCONNECTED", "Failed to load", "Failed to fetch"]
    visitor.context.set_offline(True)
    visitor.page.get_by_role("link", name="Watercolor").click()
    expect(
        visitor.page.get_by_role("alert").or_(visitor.heading("This page did not load"))
    ).to_be_visible()

    visitor.context.set_offline(False)
    visitor.page.reload()

    expect(visitor.heading("Watercolor")).to_be_visible()


def test_a_slow_connection_shows_what_is_coming(visit: Visit) -> None:
    visitor = visit("/sign-in")
    network = visitor.context.new_cdp_session(visitor.page)
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000}
    network.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": 20_000})
    visitor.go("/styles")

    expect(visitor.page.locator(".shimmer, .center").first).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Watercolor")).to_be_visible(timeout=PATIENCE_MS)


def test_two_tabs_share_one_sign_in(visit: Visit) -> None:
    visitor = visit("/", as_user=True)
    other = Visitor(visitor.context, visitor.context.new_page(), visitor.url)
    other.go("/library")
    expect(other.heading("Library")).to_be_visible()
    # Both have to exchange the one refresh token, which works once.
    visitor.page.reload()
    other.page.reload()
    expect(other.heading("Library")).to_be_visible()
    visitor.go("/account/security")
    visitor.page.locator("main").get_by_role("button", name="Sign out", exact=True).click()
    expect(visitor.link("Sign in")).to_be_visible()

    expect(other.page).to_have_url(other.url + "/sign-in?next=%2Flibrary")


def test_a_session_that_ended_elsewhere_leads_to_signing_in(
    visit: Visit, accounts: Accounts
) -> None:
    visitor = visit("/", as_user=True)
    visitor.go("/library")
    expect(visitor.heading("Library")).to_be_visible()
    assert visitor.account
    visitor.expected = ["401"]
    accounts.cognito.admin_user_global_sign_out(
        UserPoolId=accounts.pool, Username=visitor.account.username
    )

    visitor.page.reload()

    expect(visitor.heading("Welcome back")).to_be_visible()


def test_going_back_finds_the_list_where_it_was(visit: Visit) -> None:
    visitor = visit("/styles")
    expect(visitor.page.get_by_role("link", name="Watercolor")).to_be_visible()
    last = visitor.page.locator(".style-card").last
    last.scroll_into_view_if_needed()
    before = visitor.page.evaluate("scrollY")
    assert before > 300
    last.click()
    expect(visitor.link("Use this style")).to_be_visible()
    assert visitor.page.evaluate("scrollY") == 0

    visitor.page.go_back()

    expect(last).to_be_in_viewport()


def test_only_a_painted_part_of_a_photo_changes(visit: Visit, stand_in: StandIn) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.choose_photo()
    visitor.button("Change only a part").click(timeout=PATIENCE_MS)
    area = visitor.page.locator(".mask").bounding_box()
    assert area
    middle = (area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
    visitor.page.mouse.move(*middle)
    visitor.page.mouse.down()
    visitor.page.mouse.move(middle[0] + 80, middle[1] + 40, steps=8)
    visitor.page.mouse.up()
    visitor.button("Use this area").click()
    expect(visitor.page.get_by_alt_text("The part that will change")).to_be_visible()
    visitor.page.locator("textarea[name=prompt]").fill("A blue eye")
    visitor.button("Create picture").click(timeout=PATIENCE_MS)

    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)


def test_a_photo_is_pasted(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.page.evaluate(
        """async (bytes) => {
            const transfer = new DataTransfer();
            const content = new Uint8Array(bytes);
            transfer.items.add(new File([content], "cat.jpg", { type: "image/jpeg" }));
            document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
        }""",
        list(PHOTO.read_bytes()),
    )

    expect(visitor.page.get_by_alt_text("Your photo: cat.jpg")).to_be_visible()


def test_an_account_is_closed_for_good(visit: Visit) -> None:
    visitor = visit("/", as_user=True)
    assert visitor.account
    visitor.go("/account/data")
    visitor.button("Close the account").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Username").fill(visitor.account.username)
    dialog.get_by_role("button", name="Close the account").click()
    expect(visitor.link("Sign up").first).to_be_visible()
    visitor.expected = ["401"]
    username, visitor.account = visitor.account.username, None

    visitor.go("/sign-in")
    visitor.fill(Email_or_username=username, Password="correct-horse-9")
    visitor.button("Sign in").click()

    expect(visitor.page.get_by_role("alert")).to_be_visible()


def test_many_pictures_are_downloaded_as_one_archive(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.page.locator("textarea[name=prompt]").fill(f"A lighthouse {uuid.uuid4().hex}")
    visitor.page.get_by_label("Pictures", exact=True).select_option("2")
    visitor.button("Create 2 pictures").click()
    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)
    visitor.go("/library")
    visitor.button("Select").click()
    for cell in visitor.page.locator(".grid .shot").all():
        cell.click()

    with visitor.page.expect_download() as download:
        visitor.button("Download").click()

    with zipfile.ZipFile(download.value.path()) as archive:
        assert len(archive.namelist()) == 2
        assert archive.testzip() is None


def test_who_signs_in_again_sees_nothing_of_the_one_before(
    visit: Visit, accounts: Accounts
) -> None:
    visitor = visit("/", as_user=True)
    visitor.go("/account")
    assert visitor.account
    first = visitor.account.username
    expect(visitor.page.locator("main").get_by_text(first).first).to_be_visible()
    visitor.go("/account/security")
    visitor.page.locator("main").get_by_role("button", name="Sign out", exact=True).click()
    expect(visitor.link("Sign in")).to_be_visible()

    visitor.account = accounts.new("other")
    sign_in(visitor)
    visitor.page.get_by_label("Your account").click()

    expect(visitor.page.get_by_text(visitor.account.username).first).to_be_visible()
    expect(visitor.page.get_by_text(first)).to_have_count(0)
