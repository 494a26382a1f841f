"""A visitor in a real browser; whatever its console complains about fails the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from local.servers import ROOT
from local.stack import Stack
from tests.browser.chromium import chromium
from tests.browser.visitor import Visitor, visiting
from tests.users import Accounts

Visit = Callable[..., Visitor]

expect.set_options(timeout=30_000)  # a busy machine is slow, and still right


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert (ROOT / ".build/studio/index.html").exists(), "'make studio' builds the pages first"
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, stack: Stack, accounts: Accounts, catalogue: None) -> Iterator[Visit]:
    """Open a browser of its own: `visit("/styles", phone=True, language="es-ES", as_user=True)`."""
    with ExitStack() as until_ended:

        def opened(path: str = "/", **kind: Any) -> Visitor:
            visitor = until_ended.enter_context(visiting(browser, stack.api_url, accounts, **kind))
            visitor.go(path)
            return visitor

        yield opened
