"""A scheduled task, run now: `python -m local invoke`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from local import schedules
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.clock import now
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job, a_stored_job
from tests.factories.results import a_result
from tests.users import Accounts

SCHEDULES = [
    "apply_pending_updates",
    "check_model_retirement",
    "cleanup_old_jobs",
    "finish_deletions",
    "purge_deleted",
    "reconcile_likes",
    "reconcile_lists",
    "reconcile_quotas",
    "sweep_stuck",
    "sweep_uploads",
    "update_popularity",
    "update_processing_stats",
]
# How popular a style is falls with time, whatever is run.
COOLING = {"heat", "heat_at", "popularity_score"}


@pytest.fixture
def directory(stack: Stack, tmp_path: Path) -> Iterator[Path]:
    """What `make start` keeps while it runs."""
    (tmp_path / "outputs.json").write_text(json.dumps({"api_url": stack.api_url}))
    holding = "import sys; from pathlib import Path; from local import lifetime"
    hold = f"{holding}; lifetime.hold(Path(sys.argv[1])); print('held', flush=True); input()"
    command = [sys.executable, "-c", hold, str(tmp_path / "run.pid")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        running.stdout.readline()
        yield tmp_path
        running.communicate("\n")


@pytest.fixture
def owned(accounts: Accounts, catalogue: None) -> list[str]:
    """The ids of a user and of what is there of them: something for most of the schedules to do."""
    ana = accounts.new()
    cancelled, left_half_way = outcomes.cancel(a_job(ana)), a_stored_job(ana)
    long_ago = now() - timedelta(days=100)
    cancelled.update([Job.completed_at.set(long_ago)])
    left_half_way.update([Job.updated_at.set(long_ago)])
    jobs = [cancelled.id, left_half_way.id]
    return [ana.id, a_ready_image(ana).id, a_result(ana, is_public=True).id, *jobs]


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_run_again_changes_nothing_more(
    stack: Stack, directory: Path, owned: list[str], name: str
) -> None:
    first = invoked(directory, name)
    left = all_of(owned, stack)

    second = schedules.run(name, {}, stack.endpoint_url)
    found = all_of(owned, stack)

    assert first.returncode == 0, first.stdout
    assert json.loads(first.stdout) is not None
    assert second is not None
    if found != left:
        # The stack's own schedules start these tasks too: another of them may have come in between.
        left = found
        schedules.run(name, {}, stack.endpoint_url)
        found = all_of(owned, stack)
    assert found == left


def test_an_event_may_be_given(directory: Path) -> None:
    done = invoked(directory, "cleanup_old_jobs", '{"time": "2026-11-23T07:00:00Z"}')

    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout).keys() == {
        "done",
        "not_due",
        "failed",
        "set_aside",
        "out_of_time",
    }


def test_an_unknown_one_is_answered_with_those_there_are(directory: Path) -> None:
    refused = invoked(directory, "clean_up")

    assert refused.returncode == 1
    known = ", ".join(SCHEDULES)
    assert refused.stdout == f"There is no schedule 'clean_up'; there are {known}.\n"


def test_an_event_that_does_not_fit_is_said(directory: Path) -> None:
    refused = invoked(directory, "cleanup_old_jobs", '{"time": "soon"}')

    assert refused.returncode == 1
    assert refused.stdout.startswith(
        "splashmy-local-processing-cleanup_old_jobs failed: ValidationError: "
    )


def test_without_a_running_stack_it_says_so(tmp_path: Path) -> None:
    refused = invoked(tmp_path, "cleanup_old_jobs")

    assert refused.returncode == 1
    assert refused.stdout == "SplashMy doesn't run: 'make start' starts it.\n"


def invoked(directory: Path, name: str, *event: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local", "invoke", "--dir", str(directory), name, *event],
        env={**os.environ, "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        check=False,
    )


def all_of(ids: list[str], stack: Stack) -> dict[str, Any]:
    """Every item of every table, and every object, that names one of these."""
    dynamodb, s3 = stack.client("dynamodb"), stack.client("s3")
    tables = {
        table.name: sorted(
            json.dumps(
                {name: item[name] for name in item.keys() - COOLING}, sort_keys=True, default=repr
            )
            for page in dynamodb.get_paginator("scan").paginate(TableName=table.id)
            for item in page["Items"]
        )
        for table in resources.TABLES
    }
    buckets = {
        bucket.name: sorted(
            (item["Key"], item["ETag"])
            for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket.id)
            for item in page.get("Contents", [])
        )
        for bucket in resources.BUCKETS
    }
    everything: dict[str, list[Any]] = {**tables, **buckets}
    return {
        name: [one for one in found if any(id in str(one) for id in ids)]
        for name, found in everything.items()
    }
