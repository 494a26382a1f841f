"""The pages on security and reliability name tests that there are."""

import re
from pathlib import Path

import pytest

from tests.prove.dynamodb import server
from tools.prove.page import Row, page
from tools.prove.parts import Part, all_parts
from tools.prove.running import counted, progress

TESTS = Path("tests")
PAGE = Path("docs/security.md")
RELIABILITY = Path("docs/reliability.md")


def test_every_test_that_the_page_names_exists() -> None:
    named = {Path(one) for one in re.findall(r"`(tests/\S+)`", PAGE.read_text())}

    assert len(named) > 20
    assert [one for one in named if not one.is_file()] == []


def test_each_of_the_ten_risks_is_named_with_its_tests() -> None:
    rows = re.findall(r"^\| API(\d+) .*`tests/", PAGE.read_text(), re.MULTILINE)

    assert [*map(int, rows)] == [*range(1, 11)]


def test_make_prove_runs_tests_that_exist_and_says_what_each_part_tries() -> None:
    parts = all_parts().values()

    assert [one for part in parts for one in part.tests if not (TESTS / one).exists()] == []
    assert all(part.what.endswith((".", ":")) for part in parts)


def test_whoever_adds_a_proof_need_not_name_it() -> None:
    named = {TESTS / one for part in all_parts().values() for one in part.tests}

    assert {*TESTS.glob("prove/test_*.py")} - named == {TESTS / "prove" / Path(__file__).name}


def test_the_page_on_reliability_has_a_row_for_each_part() -> None:
    rows = re.findall(r"^\| (\w+) \|", RELIABILITY.read_text(), re.MULTILINE)

    assert rows[1:] == [*all_parts()]


def test_how_far_a_part_is_is_read_from_what_pytest_wrote() -> None:
    assert progress("") == ""
    assert progress("..s.  [ 80%]\n.F") == "..s..F"
    assert progress("..E [100%]\n= ERRORS =\nE   AssertionError\nERROR one") == "..E"


def test_what_was_skipped_is_named_as_left_out(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    why = '<skipped type="pytest.skip" message="it needs Java"/>'
    report.write_text(
        '<testsuites><testsuite tests="3" skipped="2" failures="0" errors="0">'
        f"<testcase>{why}</testcase><testcase>{why}</testcase><testcase/></testsuite></testsuites>"
    )

    ran, failed, skipped = counted(report)
    row = Row("-", ran, failed, 1, "abc", "2026-11-26", skipped)

    assert (ran, failed) == (1, 0)
    written = page({"dynamodb": Part("It.", ())}, {"dynamodb": row})
    assert written.endswith("\n- Of dynamodb: it needs Java.\n")


@pytest.mark.parametrize(
    ("modules", "is_missing"),
    [
        ("java.base@17.0.15 jdk.compiler@17.0.15", False),
        ("java.base@25 jdk.compiler@25", False),
        ("java.base@17.0.15", True),
        ("java.base@11.0.21 jdk.compiler@11.0.21", True),
        ("", True),
    ],
    ids=["17", "25", "without its compiler", "11", "8, which has no modules"],
)
def test_java_is_missing_where_it_is_too_old_or_has_no_compiler(
    modules: str, is_missing: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nprintf '%s\\n' " + modules)
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert server.java_is_missing() is is_missing


def test_java_is_missing_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert server.java_is_missing()
