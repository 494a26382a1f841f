"""The pictures of the studio in docs/studio, taken on a stack of their own: `make screenshots`."""

import sys
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from local.assembly import synthesize
from local.servers import ROOT
from local.stack import running_stack
from tests.browser.chromium import chromium
from tests.browser.visitor import PATIENCE_MS, Visitor, visiting
from tests.users import Accounts

FOLDER = ROOT / "docs" / "studio"
STYLES = ("Impressionist", "Pop Art", "Paper Cut", "Stained Glass", "Ink Wash", "Watercolor")
QUALITY = 82
WHOLE = ViewportSize(width=1280, height=1240)
BETWEEN = 24  # pixels between phones
# Those further down load when they come near, which they never do here.
SHOWN_PICTURES = """() => Promise.all([...document.images]
    .filter((one) => one.getBoundingClientRect().top < innerHeight)
    .map((one) => one.decode().catch(() => {})))"""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as directory, ExitStack() as running:
        stack = running.enter_context(running_stack(synthesize("local"), Path(directory)))
        stack.lend_to_this_process()
        _load_catalogue()
        browser = running.enter_context(chromium())
        take(browser, stack.api_url, Accounts(stack))


def take(browser: Browser, url: str, accounts: Accounts) -> None:
    """All of them; with pictures that a user publishes first."""
    with visiting(browser, url, accounts, premium=True) as author:
        for style in STYLES:
            author.make_picture(style)
            author.button("Publish").click()
            author.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
            author.text("Everyone can see it now.").wait_for()
        result = _newest_result(author)
        _desktop(author)
        account = author.account
    with visiting(browser, url, accounts, theme="dark", account=account) as dark:
        _shoot(dark, result, "result-dark")
    with visiting(browser, url, accounts, admin=True) as operator:
        operator.page.set_viewport_size(WHOLE)
        _shoot(operator, "/admin/monitor", "monitor")
    phone: dict[str, Any] = {"phone": True, "theme": "dark", "language": "es-ES"}
    with visiting(browser, url, accounts, account=account, **phone) as small:
        _phones(small, ["/", "/styles", result, "/account/plan"])


def _desktop(author: Visitor) -> None:
    _shoot(author, "/library", "library")
    author.go("/make")
    author.choose_photo()
    author.page.get_by_role("button", name="Storybook").click()  # in view without scrolling
    author.text("At most $").wait_for(timeout=PATIENCE_MS)
    _save(_picture(author), "create")
    author.page.evaluate("localStorage.clear()")
    author.page.set_viewport_size(WHOLE)
    author.page.goto(author.url)
    _save(_picture(author), "gallery")


def _phones(small: Visitor, paths: list[str]) -> None:
    """Side by side."""
    shown = []
    for path in paths:
        small.go(path)
        shown.append(_picture(small))
    width = sum(one.width for one in shown) + BETWEEN * (len(shown) - 1)
    row = Image.new("RGB", (width, shown[0].height), "white")
    for index, one in enumerate(shown):
        row.paste(one, (index * (one.width + BETWEEN), 0))
    _save(row, "phones")


def _newest_result(author: Visitor) -> str:
    author.go("/library")
    address = author.page.locator(".grid a.shot").first.get_attribute("href")
    assert address
    return address


def _shoot(visitor: Visitor, path: str, name: str) -> None:
    visitor.go(path)
    _save(_picture(visitor), name)


def _picture(visitor: Visitor) -> Image.Image:
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate(SHOWN_PICTURES)
    return Image.open(BytesIO(visitor.page.screenshot())).convert("RGB")


def _save(picture: Image.Image, name: str) -> None:
    path = FOLDER / f"{name}.jpg"
    picture.save(path, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def _load_catalogue() -> None:
    from tools.load_catalogue import load

    load()


if __name__ == "__main__":
    main()
