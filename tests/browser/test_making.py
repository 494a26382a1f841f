"""From a photo to a picture that others see."""

import uuid

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import PATIENCE_MS

PASSWORD = "Water-colour-2026"


def test_a_new_user_makes_publishes_and_shares_a_picture(visit: Visit) -> None:
    name = f"eva-{uuid.uuid4().hex[:8]}"
    visitor = visit("/")
    visitor.page.locator(".hero").get_by_role("link", name="Sign up").click()
    visitor.fill(Email=f"{name}@example.com", Username=name, Password=PASSWORD)
    visitor.button("Create account").click()
    expect(visitor.heading("Create a picture")).to_be_visible()

    visitor.make_picture()
    visitor.button("Publish").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(visitor.text("Everyone can see it now.")).to_be_visible()

    stranger = visit("/")
    stranger.page.get_by_role("link", name=f"Watercolor by {name}").click()
    expect(stranger.heading("Watercolor")).to_be_visible()
    expect(stranger.text(f"By {name}")).to_be_visible()
    expect(stranger.link("Same style on my photo")).to_be_visible()


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
