"""What a person does in the studio, in a person's terms."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    Response,
    ViewportSize,
)

from local.servers import ROOT
from tests.users import PASSWORD, Account, Accounts

PATIENCE_MS = 60_000
DESKTOP = ViewportSize(width=1280, height=860)
PHONE = ViewportSize(width=390, height=844)
PHOTO = ROOT / "local" / "photograph.jpg"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


@dataclass
class Visitor:
    context: BrowserContext
    page: Page
    url: str
    account: Account | None = None
    # What the test brings about itself, such as a refused sign-in: parts of console messages.
    expected: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """A page that is left while its tokens are on their way has lost them, so wait for it."""
        if self.account is None:
            self.page.goto(self.url + path)
            return
        with self.page.expect_response(_is_profile):
            self.page.goto(self.url + path)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def text(self, words: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_text(words, exact=exact)

    def fill(self, **labels: str) -> None:
        for label, value in labels.items():
            self.field(label.replace("_", " ")).fill(value)

    def choose_photo(self, photo: Path | FilePayload = PHOTO) -> None:
        self.page.locator("input[name=photo]").set_input_files(photo)

    def make_picture(self, style: str = "Watercolor") -> None:
        """From a photo to the finished picture."""
        self.go("/make")
        self.choose_photo()
        self.page.get_by_role("button", name=style).click()
        self.button("Create picture").click(timeout=PATIENCE_MS)
        self.heading("Your picture is ready").wait_for(timeout=PATIENCE_MS)

    def surplus_width(self) -> int:
        """Pixels that the page is wider than the screen; a phone's `innerWidth` grows with it."""
        screen = self.page.viewport_size
        assert screen
        return int(self.page.evaluate("document.documentElement.scrollWidth")) - screen["width"]

    def serious_findings(self) -> list[str]:
        """What axe finds on the page as it is now."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run().then((report) => report.violations)")
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}"
            for one in found
            if one["impact"] in SERIOUS
        ]


def picture(color: tuple[int, int, int], name: str = "picture.png") -> FilePayload:
    file = io.BytesIO()
    Image.new("RGB", (200, 160), color).save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


@contextmanager
def visiting(
    browser: Browser,
    url: str,
    accounts: Accounts,
    *,
    phone: bool = False,
    language: str = "en-US",
    theme: str = "light",
    as_user: bool = False,
    admin: bool = False,
    premium: bool = False,
    account: Account | None = None,
) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        is_mobile=phone,
        has_touch=phone,
        locale=language,
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    visitor = Visitor(context, context.new_page(), url)
    context.on("page", lambda page: _listen(visitor, page))
    _listen(visitor, visitor.page)
    if as_user or admin or premium:
        account = accounts.new("visitor", admin=admin, premium=premium)
    if account:
        visitor.account = account
        sign_in(visitor)
    yield visitor
    context.close()
    unexpected = [
        complaint
        for complaint in visitor.complaints
        if not any(part in complaint for part in visitor.expected)
    ]
    assert unexpected == []


def sign_in(visitor: Visitor) -> None:
    assert visitor.account
    visitor.page.goto(f"{visitor.url}/sign-in?next=/library")
    visitor.page.locator("input[name=identifier]").fill(visitor.account.username)
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    with visitor.page.expect_response(_is_profile):
        visitor.page.locator("button[type=submit]").click()
    visitor.page.wait_for_url("**/library")


def _is_profile(response: Response) -> bool:
    """The first call with a token: the session is begun, or refreshed, before it."""
    return response.url.endswith("/auth/profile/") and response.ok


def _listen(visitor: Visitor, page: Page) -> None:
    page.on(
        "console",
        lambda message: (
            visitor.complaints.append(f"{message.text} {message.location.get('url', '')}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
