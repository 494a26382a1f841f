"""The cost page, held against the templates of every environment."""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

from tools.cost import bills, price_list
from tools.cost.bills import Resource
from tools.cost.page import ENVIRONMENTS, PAGE, page


@pytest.fixture(scope="module")
def stages(assembly: Path) -> dict[str, list[Resource]]:
    return {name: bills.resources(assembly / f"assembly-SplashMy-{name}") for name in ENVIRONMENTS}


def row(page: str, name: str) -> list[str]:
    line = next(one for one in page.splitlines() if one.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_the_page_is_fresh(stages: dict[str, list[Resource]]) -> None:
    assert PAGE.read_text() == page(stages), "stale: run `make cost`"


def test_another_secret_costs_its_price(stages: dict[str, list[Resource]]) -> None:
    more = deepcopy(stages)
    more["prod"].append({"Type": "AWS::SecretsManager::Secret", "LogicalId": "More"})

    *_, before = row(page(stages), "secrets")
    *_, after = row(page(more), "secrets")

    assert Decimal(after) - Decimal(before) == Decimal(price_list.SECRET.usd)


def test_only_environments_with_a_firewall_pay_for_it(stages: dict[str, list[Resource]]) -> None:
    assert row(page(stages), "web ACL") == ["0.00", "5.00", "5.00"]


@pytest.mark.parametrize(("environment", "most"), [("dev", 1), ("prod", 10)])
def test_rest_is_nearly_free_without_a_firewall(
    stages: dict[str, list[Resource]], environment: str, most: int
) -> None:
    written, column = page(stages), ENVIRONMENTS.index(environment)
    whole, *firewall = (
        Decimal(row(written, name)[column].strip("*"))
        for name in ("**all**", "web ACL", "rules of the web ACL")
    )

    assert whole - sum(firewall) <= most


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_polling_of_one_environment_fits_into_the_requests_that_are_always_free(
    stages: dict[str, list[Resource]], environment: str
) -> None:
    polled = [
        one for one in stages[environment] if one["Type"] == "AWS::Lambda::EventSourceMapping"
    ]

    assert bills.POLLS * len(polled) < 1_000_000


def test_more_memory_costs_more(stages: dict[str, list[Resource]]) -> None:
    more = deepcopy(stages)
    for one in more["prod"]:
        if one.get("Properties", {}).get("FunctionName") == "splashmy-prod-styles-list_styles":
            one["Properties"]["MemorySize"] *= 2

    *_, before = row(page(stages), "`GET /styles`")
    *_, after = row(page(more), "`GET /styles`")

    assert Decimal(after) > Decimal(before)


def test_cloudfront_adds_to_what_it_hands_on_and_saves_what_it_keeps(
    stages: dict[str, list[Resource]],
) -> None:
    reads, at_studio = page(stages).split("## A million reads at the studio's address")
    *_, alone = row(reads, "`GET /styles`")

    edge, handed_on, kept = row(at_studio, "`GET /styles`")

    assert Decimal(kept) == Decimal(edge) < Decimal(alone) / 2
    assert Decimal(handed_on) > Decimal(alone)
    assert row(at_studio, "`GET /images`")[-1] == ""


@pytest.mark.parametrize(
    ("expression", "times"),
    [("rate(5 minutes)", 8640), ("rate(1 hour)", 720), ("cron(30 2 * * ? *)", 30)],
)
def test_a_schedule_runs_so_often_in_a_month(expression: str, times: int) -> None:
    assert bills.runs(expression) == times


def test_a_schedule_that_is_not_understood_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="how often"):
        bills.runs("cron(0/10 * * * ? *)")


@pytest.mark.parametrize("price", price_list.PRICES, ids=lambda price: price.unit)
def test_a_price_names_its_source(price: price_list.Price) -> None:
    assert price.source.startswith("https://aws.amazon.com/")
    assert price.each > 0
