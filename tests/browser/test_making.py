"""From a photo to a picture that others see."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import PATIENCE_MS, picture
from tests.factories.images import a_ready_image
from tests.functions.processing.running import StandIn
from tests.users import Accounts

PASSWORD = "Water-colour-2026"


def test_a_new_user_makes_publishes_and_shares_a_picture(visit: Visit) -> None:
    name = f"eva-{uuid.uuid4().hex[:8]}"
    visitor = visit("/")
    visitor.page.locator(".hero").get_by_role("link", name="Sign up").click()
    visitor.fill(Email=f"{name}@example.com", Username=name, Password=PASSWORD)
    visitor.button("Create account").click()
    expect(visitor.heading("Create a picture")).to_be_visible()

    visitor.go("/make")
    visitor.choose_photo()
    visitor.page.get_by_role("button", name="Watercolor").click()
    expect(visitor.text("At most $")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.text("10 of 10 pictures left today")).to_be_visible()
    visitor.button("Create picture").click()
    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)
    visitor.button("Publish").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(visitor.text("Everyone can see it now.")).to_be_visible()

    stranger = visit("/")
    stranger.page.get_by_role("link", name=f"Watercolor by {name}").click()
    expect(stranger.heading("Watercolor")).to_be_visible()
    expect(stranger.text(f"By {name}")).to_be_visible()
    expect(stranger.link("Same style on my photo")).to_be_visible()
    stranger.link("More about this style").click()
    expect(stranger.page.get_by_role("link", name=f"Watercolor by {name}")).to_be_visible()


@pytest.mark.long
def test_a_picture_of_somebody_else_is_reported_once(visit: Visit) -> None:
    author = visit("/", as_user=True)
    author.make_picture()
    author.button("Publish").click()
    author.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(author.text("Everyone can see it now.")).to_be_visible()
    assert author.account
    reporter = visit("/", as_user=True)
    reporter.go("/")
    reporter.page.get_by_role("link", name=f"Watercolor by {author.account.username}").click()
    reporter.button("Report").click()
    dialog = reporter.page.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("privacy")
    dialog.get_by_role("button", name="Report").click()
    expect(reporter.text("Thank you. A person will look at it.")).to_be_visible()

    reporter.expected = ["409"]
    reporter.button("Report").click()
    dialog.get_by_role("button", name="Report").click()

    expect(dialog.get_by_role("alert")).to_contain_text("reported this already")


@pytest.mark.long
def test_a_picture_is_watched_while_it_is_made(visit: Visit, stand_in: StandIn) -> None:
    words = f"A lighthouse {uuid.uuid4().hex}"
    stand_in.misbehave("slow_stream", match=words, seconds=6)
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.page.locator("textarea[name=prompt]").fill(words)
    visitor.page.get_by_label("Show the picture while it is painted").check()
    visitor.button("Create picture").click()
    so_far = visitor.page.get_by_alt_text("The picture so far")
    expect(so_far).to_be_visible(timeout=PATIENCE_MS)
    visitor.page.wait_for_function("document.querySelector('.watch-partial').naturalWidth > 0")
    first = so_far.get_attribute("src")
    assert first

    expect(so_far).not_to_have_attribute("src", first)

    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.long
def test_a_public_photo_is_shown_and_reported_in_the_gallery(
    visit: Visit, accounts: Accounts
) -> None:
    author, title = accounts["ana"], f"Harbour {uuid.uuid4().hex[:6]}"
    image = a_ready_image(author, title=title, is_public=True)
    name = f"{title} by {author.username}"
    visitor = visit("/?order=photos", as_user=True)
    visitor.go("/?order=photos")
    visitor.link(name).hover()
    visitor.button(f"Report {name}").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("copyright")
    dialog.get_by_role("button", name="Report").click()
    expect(visitor.text("Thank you. A person will look at it.")).to_be_visible()
    assert visitor.serious_findings() == []

    visitor.link(name).click()

    expect(visitor.heading(title)).to_be_visible()
    expect(visitor.page).to_have_url(f"{visitor.url}/photos/{image.id}")


@pytest.mark.long
def test_only_who_is_signed_in_reports_and_nobody_what_is_their_own(
    visit: Visit, accounts: Accounts
) -> None:
    author = accounts.new("kim")
    title = f"Bridge {uuid.uuid4().hex[:6]}"
    a_ready_image(author, title=title, is_public=True)
    for visitor in (visit("/?order=photos"), visit("/?order=photos", account=author)):
        visitor.go("/?order=photos")

        expect(visitor.link(f"{title} by {author.username}")).to_be_visible()
        expect(visitor.button(f"Report {title} by {author.username}")).to_have_count(0)


@pytest.mark.long
def test_more_photos_go_into_one_picture(visit: Visit) -> None:
    visitor = visit("/make", as_user=True)
    visitor.go("/make")
    visitor.choose_photo()
    references = visitor.page.locator("input[name=references]")
    references.set_input_files([picture((20, 90, 160), "sea.png"), picture((90, 160, 20), "a.png")])
    visitor.button("Remove a.png").click()
    visitor.page.get_by_role("button", name="Watercolor").click()

    with visitor.page.expect_response("**/processing/jobs/") as made:
        visitor.button("Create picture").click(timeout=PATIENCE_MS)

    assert len(made.value.json()["data"]["reference_images"]) == 1
    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)


def test_what_was_chosen_before_signing_in_is_still_there_after_it(visit: Visit) -> None:
    visitor = visit("/make")
    visitor.choose_photo()
    visitor.page.get_by_role("button", name="Watercolor").click()
    visitor.button("Create picture").click()
    visitor.link("Create an account").click()
    name = f"lea-{uuid.uuid4().hex[:8]}"
    visitor.fill(Email=f"{name}@example.com", Username=name, Password=PASSWORD)
    visitor.button("Create account").click()

    expect(visitor.page.get_by_role("button", name="Watercolor")).to_have_attribute(
        "aria-pressed", "true"
    )
    visitor.button("Create picture").click(timeout=PATIENCE_MS)
    expect(visitor.heading("Your picture is ready")).to_be_visible(timeout=PATIENCE_MS)
