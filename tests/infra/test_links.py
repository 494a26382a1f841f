"""Every link between the pages leads to a file, and to a section where it names one."""

import re
from pathlib import Path

import pytest

PAGES = [*Path().glob("*.md"), *Path("docs").rglob("*.md"), Path("local/README.md")]
LINK = re.compile(r"\]\(([\w./-]*)(?:#([\w-]+))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def sections(page: Path) -> set[str]:
    """As GitHub names them in an address."""
    prose = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    for file, section in LINK.findall(CODE.sub("", page.read_text())):
        target = page.parent / file if file else page
        assert target.exists(), file
        assert not section or target.suffix != ".md" or section in sections(target), section
