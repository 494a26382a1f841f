"""Plain words: whoever searches for the word that AWS, HTTP or the API uses finds the place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("functions", "layers/shared/python", "infra", "local", "tools", "tests", "docs")
SOURCES = (*FOLDERS, "clients/python/src", "clients/typescript/src", "studio/src")
WRITTEN = {".py", ".md", ".ts", ".tsx", ".css", ".mjs"}
# What was called so at its time: a record is not rewritten.
PAST = ("0040-steps-lead-on-dynamodb-decides.md", "0077-packages-in-layers.md")
EXEMPT = {Path(__file__), *(ROOT / "docs" / "adr" / name for name in PAST)}

# What is not written, as a pattern over lower-case words with one space between, and what is.
INSTEAD = {
    r"judg\w+": "classify, classification",
    r"leftovers?": "pending updates",
    r"endings": "outcomes",
    r"shel(f|ves)": "partition",
    r"wish(es|ed)?": "request",
    r"doors?": "endpoint, address",
    r"knock\w*": "call",
    r"ruled? user": "admin user, update user",
    r"job moved on": "job status conflict",
    r"unstored": "awaits results",
    r"closing time": "account erasure delay",
    r"clock starts": "schedules",
}
# Of a sentence that a test sends, which is anybody's.
QUOTED = {"a door in the wall"}


def lines() -> Iterator[tuple[str, str]]:
    """Each line with its place, its identifiers taken apart into words."""
    folders = [path for folder in SOURCES for path in (ROOT / folder).rglob("*")]
    for path in (*ROOT.glob("*.md"), *ROOT.glob("*.py"), *folders):
        if path.suffix in WRITTEN and path not in EXEMPT and "node_modules" not in path.parts:
            for number, line in enumerate(path.read_text().splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", words(line)


def words(line: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line)
    return " ".join(re.findall(r"[^\W_]+", apart)).lower()


@pytest.mark.parametrize("name", ["a_wish", "JobMovedOn", "what the clock  starts", "`RuledUser`"])
def test_a_word_is_found_in_a_name_of_any_form(name: str) -> None:
    assert re.search(rf"\b({'|'.join(INSTEAD)})\b", words(name))


def test_no_other_word_stands_for_the_usual_one() -> None:
    patterns = {re.compile(rf"\b{word}\b"): plain for word, plain in INSTEAD.items()}

    found = [
        f"{place}: say {plain!r} instead of {match[0]!r}"
        for place, line in lines()
        for pattern, plain in patterns.items()
        if (match := pattern.search(line)) and not any(quoted in line for quoted in QUOTED)
    ]

    assert found == []
