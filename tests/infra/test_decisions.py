"""The decision records, and their index."""

import re
from pathlib import Path

import pytest

from infra import decisions
from infra.decisions import NotARecord

LINK = re.compile(r"(superseded by|supersedes) \[(\d+)\]\((\S+)\)")


def test_both_records_of_a_supersession_say_so() -> None:
    links = [
        (one.number, kind, int(other), file)
        for one in decisions.decisions()
        for kind, other, file in LINK.findall(one.status)
    ]
    newer = {(number, other) for number, kind, other, _ in links if kind == "supersedes"}
    older = {(other, number) for number, kind, other, _ in links if kind == "superseded by"}

    assert (22, 20) in newer
    assert newer == older


def test_a_status_is_of_the_few_that_there_are_and_leads_to_a_record() -> None:
    files = {one.number: one.file for one in decisions.decisions()}

    for one in decisions.decisions():
        assert re.match(r"accepted(; superse|$)|superseded by \[", one.status), one.file
        for _, number, file in LINK.findall(one.status):
            assert files[int(number)] == file


@pytest.mark.parametrize(
    "text",
    ["# 7. A title\n\nNo date.\n", "# 8. A title\n\nDate: 2026-11-25. Status: accepted.\n\n"],
)
def test_a_file_that_is_no_record_is_named_with_what_it_lacks(text: str, tmp_path: Path) -> None:
    (tmp_path / "0007-a-title.md").write_text(text)

    with pytest.raises(NotARecord, match=r"0007-a-title.md: begin with '# <number"):
        list(decisions.decisions(tmp_path))
