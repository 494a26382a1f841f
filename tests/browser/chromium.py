"""A real Chromium without a system browser: an npm package carries it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from infra.node import bundled_node
from local.lifetime import one_at_a_time

ROOT = Path(__file__).resolve().parents[2]
# Of our own: another user's /tmp/chromium could not be opened.
FOLDER = ROOT / ".build" / "browser"
# The one that the package ships names /tmp/fonts; without a font that is found, text has no height.
_FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{FOLDER}/fonts/fonts</dir><cachedir>{FOLDER}/font-cache</cachedir></fontconfig>
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Closed at the end of the block."""
    program = unpacked()
    # Playwright's own Node needs a library that a small system lacks.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(bundled_node())
    with sync_playwright() as playwright:
        # Never the package's own arguments: they switch the browser's security off.
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
            env={
                **os.environ,
                "FONTCONFIG_PATH": str(FOLDER),
                "LD_LIBRARY_PATH": str(FOLDER / "al2023" / "lib"),
            },
        )
        yield browser
        browser.close()


def unpacked() -> Path:
    """By the first of several processes; the others wait: a program that is written cannot run."""
    done = FOLDER / "fonts.conf"
    with one_at_a_time(FOLDER / "lock"):
        if not done.exists():
            command = [str(bundled_node()), str(Path(__file__).with_name("unpack.mjs"))]
            subprocess.run(command, env={**os.environ, "TMPDIR": str(FOLDER)}, check=True)
            done.write_text(_FONTS)
    return FOLDER / "chromium"
