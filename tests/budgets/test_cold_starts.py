"""What a cold start may do, as a share of boto3 and json alone: counted, so never by chance.

`make bench` counts instructions for docs/performance.md; calls of Python functions are nearly in
proportion to them, and are counted here in a second.
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

BUDGETS = {
    "auth-get_profile": {"modules": 2.0, "files": 2.15, "bytes": 1.65, "calls": 1.75},
    "images-list_images": {"modules": 2.0, "files": 2.15, "bytes": 1.65, "calls": 1.6},
    "processing-prepare_job": {"modules": 2.0, "files": 2.15, "bytes": 1.65, "calls": 1.75},
}


@pytest.fixture(scope="module")
def answers() -> Iterator[AwsAnswers]:
    with serving() as served:
        yield served


@pytest.mark.parametrize("name", BUDGETS)
def test_a_cold_start_keeps_its_budget(
    name: str, stack: Stack, accounts: Accounts, answers: AwsAnswers, tmp_path: Path
) -> None:
    (scenario,) = (one for one in SCENARIOS if one.function == name)
    compared = Comparison(scenario, stack, accounts.new(), answers, tmp_path)

    ours, floors = compared.counts()

    shares = {kind: ours[kind] / floors[kind] for kind in BUDGETS[name]}
    above = {kind: share for kind, share in shares.items() if share > BUDGETS[name][kind]}
    assert not above, f"{above} of the floor; the budget is {BUDGETS[name]}"
    assert ours["connections"] <= floors["connections"]


def test_the_page_follows_from_the_figures() -> None:
    figures = json.loads(FIGURES.read_text())

    assert figures["functions"].keys() == {one.function for one in SCENARIOS}
    assert PAGE.read_text() == page(figures), "stale: run `make bench`"
