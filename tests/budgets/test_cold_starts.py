"""What a cold start may do, as a share of boto3 and json alone: counted, so never by chance.

`make bench` counts instructions for docs/performance.md; what is counted here takes a second, and
rises with whatever a function loads more.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.stack import Stack
from tests.benchmarks.speed.comparing import Comparison
from tests.benchmarks.speed.page import FIGURES, PAGE, page
from tests.benchmarks.speed.recording import AwsAnswers, serving
from tests.benchmarks.speed.scenarios import SCENARIOS
from tests.users import Accounts

FUNCTIONS = ("auth-get_profile", "images-list_images", "processing-prepare_job")
BUDGET = {"modules": 1.55, "files": 1.65, "bytes": 1.2, "calls": 1.43}


@pytest.fixture(scope="module")
def answers() -> Iterator[AwsAnswers]:
    with serving() as served:
        yield served


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_cold_start_keeps_its_budget(
    name: str, stack: Stack, accounts: Accounts, answers: AwsAnswers, tmp_path: Path
) -> None:
    (scenario,) = (one for one in SCENARIOS if one.function == name)
    compared = Comparison(scenario, stack, accounts.new(), answers, tmp_path)

    ours, floors = compared.counts()

    shares = {kind: ours[kind] / floors[kind] for kind in BUDGET}
    above = {kind: share for kind, share in shares.items() if share > BUDGET[kind]}
    assert not above, f"{above} of the floor; the budget is {BUDGET}"
    assert ours["connections"] <= floors["connections"]


def test_the_page_follows_from_the_figures() -> None:
    figures = json.loads(FIGURES.read_text())

    assert figures["functions"].keys() == {one.function for one in SCENARIOS}
    assert PAGE.read_text() == page(figures), "stale: run `make bench`"
