"""The page on scale, held against the templates, and the goal that it is to show."""

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from splashmy.provider import queue
from splashmy.results.records import SHARDS
from tools.cost import bills
from tools.cost.bills import Resource
from tools.scale import hot_keys, loads, quotas
from tools.scale.loads import Limit
from tools.scale.page import ENVIRONMENT, HOT_KEYS_FILE, JOBS, PAGE, READS, UPLOADS, USAGE, page
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


def test_a_hundred_jobs_a_second_meet_no_limit_that_only_code_lifts(
    stage: list[Resource],
) -> None:
    assert by_code(loads.of_jobs(stage, USED, MEASURED), max(JOBS)) == set()


def test_a_hundred_uploads_a_second_meet_no_limit_that_only_code_lifts(
    stage: list[Resource],
) -> None:
    assert by_code(loads.of_uploads(stage, USED, MEASURED), max(UPLOADS)) == set()


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


@pytest.mark.parametrize(("requests_a_minute", "items"), [(5, 1), (600, 1), (601, 2), (6000, 10)])
def test_no_item_of_the_providers_pace_changes_more_than_ten_times_a_second(
    requests_a_minute: int, items: int
) -> None:
    assert queue.shares_of(requests_a_minute) == items


def test_a_lower_throttle_is_met_earlier(stage: list[Resource]) -> None:
    slower = deepcopy(stage)
    (deployed,) = (one for one in slower if one["Type"] == "AWS::ApiGateway::Stage")
    (every,) = deployed["Properties"]["MethodSettings"]
    every["ThrottlingRateLimit"] = 5

    (found,) = (one for one in loads.of_reads(slower, USED, MEASURED) if "stage" in one.what)

    assert found.met_at == 5


def test_every_hot_key_was_measured_and_nothing_else() -> None:
    assert {one.name for one in hot_keys.HOT_KEYS} == MEASURED["keys"].keys()


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
