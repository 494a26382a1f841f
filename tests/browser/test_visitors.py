"""What the studio shows to somebody without an account."""

import gzip

import pytest
from playwright.sync_api import Response, expect

from functions.styles.list_styles.handler import handler as list_styles
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.client import Client

PAGES = ("/", "/styles", "/make", "/sign-in", "/sign-up", "/reset", "/nowhere")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_accessible(visit: Visit, path: str, phone: bool, theme: str) -> None:
    visitor = visit(path, phone=phone, theme=theme)
    visitor.page.wait_for_load_state("networkidle")

    assert visitor.serious_findings() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(visit: Visit, path: str) -> None:
    visitor = visit(path, phone=True)
    visitor.page.wait_for_load_state("networkidle")

    assert visitor.surplus_width() <= 0


def test_the_gallery_speaks_spanish_to_who_does(visit: Visit) -> None:
    visitor = visit("/", language="es-ES")

    expect(visitor.heading("Estilos populares")).to_be_visible()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "es")


def test_a_chosen_language_and_theme_stay(visit: Visit) -> None:
    visitor = visit("/")
    visitor.button("Theme: system").click()
    visitor.button("Theme: light").click()
    visitor.field("Language").select_option("es")
    expect(visitor.heading("Estilos populares")).to_be_visible()

    visitor.page.reload()

    expect(visitor.heading("Estilos populares")).to_be_visible()
    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_styles_are_found_by_words_and_category(visit: Visit, client: Client) -> None:
    visitor = visit("/styles")
    visitor.field("Search styles").fill("watercolor")
    expect(visitor.page.locator(".style-card")).to_have_count(1)
    visitor.field("Search styles").fill("xyzzy")
    expect(visitor.heading("No style matches")).to_be_visible()
    visitor.field("Search styles").fill("")
    visitor.button("Anime").click()

    of_anime = client.call(list_styles, query={"category": "anime"}).results
    expect(visitor.page.locator(".style-card")).to_have_count(len(of_anime))
    assert len(of_anime) >= 4  # the shipped ones, and what other tests made


def test_a_style_shows_what_it_does_to_a_photo(visit: Visit) -> None:
    visitor = visit("/styles")
    visitor.page.get_by_role("link", name="Watercolor").click()

    expect(visitor.heading("Watercolor")).to_be_visible()
    slider = visitor.page.get_by_role("slider")
    before = slider.get_attribute("aria-valuenow")
    slider.focus()
    visitor.page.keyboard.press("ArrowLeft")
    expect(slider).not_to_have_attribute("aria-valuenow", before or "")


def test_a_private_page_leads_to_signing_in_and_back(visit: Visit) -> None:
    visitor = visit("/library/photos")

    expect(visitor.page).to_have_url(visitor.url + "/sign-in?next=%2Flibrary%2Fphotos")


def test_another_site_is_no_place_to_go_after_signing_in(visit: Visit) -> None:
    visitor = visit("/sign-in?next=https://evil.example/x")

    visitor.link("Create an account").click()

    assert visitor.page.evaluate("location.origin") == visitor.url


def test_the_first_page_is_small(visit: Visit) -> None:
    """At most 150 kB of script on the way, compressed as CloudFront does it."""
    visitor = visit("/make")

    loaded = scripts(visitor, "/")

    assert loaded
    assert sum(len(gzip.compress(one)) for one in loaded.values()) <= 150_000, list(loaded)


def test_only_administrators_load_the_administration(visit: Visit) -> None:
    user, admin = visit("/", as_user=True), visit("/", admin=True)

    for path in ("/", "/make", "/library", "/jobs", "/account"):
        assert not with_administration(scripts(user, path))
    assert with_administration(scripts(admin, "/admin/users"))


def scripts(visitor: Visitor, path: str) -> dict[str, bytes]:
    """What a page loads of them, by address."""
    loaded: dict[str, bytes] = {}

    def keep(response: Response) -> None:
        if response.request.resource_type == "script":
            loaded[response.url] = response.body()

    visitor.page.on("response", keep)
    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.remove_listener("response", keep)
    return loaded


def with_administration(loaded: dict[str, bytes]) -> list[str]:
    """Those that call what the API refuses to everybody else."""
    return [url for url, script in loaded.items() if b"/processing/monitor/" in script]
