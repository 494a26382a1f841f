"""The page on scale, held against the templates, and the goal that it is to show."""

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from splashmy.results.records import SHARDS
from tools.cost import bills
from tools.cost.bills import Resource
from tools.scale import hot_keys, loads, quotas
from tools.scale.hot_keys import LINE, PACE
from tools.scale.loads import Limit
from tools.scale.page import ENVIRONMENT, HOT_KEYS_FILE, JOBS, PAGE, READS, USAGE, page
from tools.scale.sizes import item_bytes, read_units, write_units

USED = json.loads(USAGE.read_text())
MEASURED = json.loads(HOT_KEYS_FILE.read_text())


@pytest.fixture(scope="module")
def stage(assembly: Path) -> list[Resource]:
    return bills.resources(assembly / f"assembly-SplashMy-{ENVIRONMENT}")


def by_code(limits: list[Limit], below: int) -> set[str]:
    return {one.what for one in limits if one.quota.raised_by == "code" and one.met_at <= below}


def met(stage: list[Resource], what: str) -> float:
    (found,) = (one for one in loads.of_jobs(stage, USED, MEASURED) if one.what == what)
    return found.met_at


def test_the_page_is_fresh(stage: list[Resource]) -> None:
    assert PAGE.read_text() == page(stage), "stale: run `make scale`"


def test_a_hundred_jobs_a_second_meet_no_limit_by_code_but_the_providers_line(
    stage: list[Resource],
) -> None:
    met = by_code(loads.of_jobs(stage, USED, MEASURED), max(JOBS))

    # All calls of one provider keep one pace, which is a setting of so many requests a minute.
    assert {one for one in met if not one.startswith((LINE, PACE))} == set()


def test_ten_thousand_reads_a_second_meet_no_limit_that_only_code_lifts(
    stage: list[Resource],
) -> None:
    assert by_code(loads.of_reads(stage, USED, MEASURED), max(READS)) == set()


def test_so_many_shards_let_so_many_times_as_many_jobs_publish(
    stage: list[Resource], monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = met(stage, "the lengths of the public list, an item")
    whole = [replace(one, partitions=1) for one in hot_keys.HOT_KEYS]
    monkeypatch.setattr(loads, "HOT_KEYS", whole)

    assert met(stage, "the lengths of the public list, an item") * SHARDS == pytest.approx(spread)


def test_a_queue_in_the_workflow_takes_the_place_of_the_line(stage: list[Resource]) -> None:
    queued = deepcopy(stage)
    states = {"StartAt": "Enqueue", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"}
    queued.append(
        {
            "Type": "AWS::StepFunctions::StateMachine",
            "LogicalId": "Queued",
            "Properties": {"DefinitionString": json.dumps(states)},
        }
    )

    limits = {one.what for one in loads.of_jobs(queued, USED, MEASURED)}

    assert {"jobs at the provider, as messages", PACE} <= limits
    assert LINE not in limits


def test_a_lower_throttle_is_met_earlier(stage: list[Resource]) -> None:
    slower = deepcopy(stage)
    (deployed,) = (one for one in slower if one["Type"] == "AWS::ApiGateway::Stage")
    (every,) = deployed["Properties"]["MethodSettings"]
    every["ThrottlingRateLimit"] = 5

    (found,) = (one for one in loads.of_reads(slower, USED, MEASURED) if "stage" in one.what)

    assert found.met_at == 5


def test_every_hot_key_was_measured_and_nothing_else() -> None:
    of_the_provider = {one.name for one in hot_keys.HOT_KEYS if "PROVIDER" in one.pattern}
    others = {one.name for one in hot_keys.HOT_KEYS} - of_the_provider

    assert others == MEASURED["keys"].keys() - of_the_provider


@pytest.mark.parametrize(
    "quota",
    [one for one in vars(quotas).values() if isinstance(one, quotas.Quota)],
    ids=lambda one: one.unit,
)
def test_every_quota_names_its_page(quota: quotas.Quota) -> None:
    assert quota.source.startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ({"pk": {"S": "PUBLIC"}}, 8),
        ({"n": {"N": "1234"}}, 4),
        ({"b": {"BOOL": True}}, 2),
        ({"l": {"L": [{"S": "ab"}]}}, 7),
    ],
)
def test_an_item_has_the_size_that_dynamodb_counts(item: dict[str, Any], size: int) -> None:
    assert item_bytes(item) == size


def test_units_are_dynamodbs() -> None:
    assert [write_units(size, together=False) for size in (1, 1024, 1025)] == [1, 1, 2]
    assert write_units(1025, together=True) == 4
    assert [read_units(size) for size in (1, 4096, 4097)] == [0.5, 0.5, 1.0]
