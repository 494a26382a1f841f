"""The pages on security and reliability name tests that there are."""

import re
from pathlib import Path

from tools.prove.parts import all_parts

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
