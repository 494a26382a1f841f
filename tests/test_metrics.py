"""What the log tells CloudWatch of each thing that happens."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core import metrics
from splashmy.core.metrics import Metric
from splashmy.core.settings import Observability, Settings
from tests.client import Client
from tests.functions.images import tasks
from tests.functions.images.uploading import png, settled, uploaded
from tests.functions.processing.running import StandIn, run
from tests.measured import Meter
from tests.users import Accounts

RED = (255, 0, 0)


@pytest.fixture
def meter(stack: Stack) -> Meter:
    return Meter(stack)


def test_a_metric_is_kept_for_all_and_for_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(metrics, "settings", lambda: Settings(observability="dashboard"))
    metrics.record(metrics.QUOTA_RELEASED, 2, by="provider")

    line = json.loads(capsys.readouterr().out)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["environment"], ["environment", "cause"]]
    assert (line["QuotaReleased"], line["cause"]) == ([2.0], "provider")


@pytest.mark.parametrize(
    ("kept", "metric", "is_metric"),
    [
        ("none", metrics.PROVIDER_COST, False),
        ("alarms", metrics.PROVIDER_COST, True),
        ("alarms", metrics.STORED_BYTES, False),
        ("dashboard", metrics.STORED_BYTES, True),
    ],
)
def test_what_nobody_watches_is_a_line_of_the_log(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    kept: Observability,
    metric: Metric,
    is_metric: bool,
) -> None:
    monkeypatch.setattr(metrics, "settings", lambda: Settings(observability=kept))

    metrics.record(metric, 7)

    logged = [(one.__dict__["metric"], one.__dict__["value"]) for one in caplog.records]
    assert ("_aws" in capsys.readouterr().out) == is_metric
    assert logged == ([] if is_metric else [(metric.name, 7)])


def test_a_job_that_is_done_tells_how_long_it_took_and_what_it_cost(
    client: Client, accounts: Accounts, meter: Meter
) -> None:
    job = run(client, accounts.new(), n=2)

    (cost,) = meter.read(metrics.PROVIDER_COST)
    (duration,) = meter.read(metrics.JOB_DURATION)
    (latency,) = meter.read(metrics.PROVIDER_LATENCY)
    assert f"{cost.value:.6f}" == job["cost"]["usd"]
    assert duration.by == latency.by == "generation"
    assert duration.value > latency.value > 0
    assert [one.value for one in meter.read(metrics.PROVIDER_SUCCESS)] == [1]
    assert meter.alarms(metrics.PROVIDER_SUCCESS) == {"splashmy-local-ProviderFails"}
    assert meter.alarms(metrics.PROVIDER_LATENCY) == {"splashmy-local-ProviderIsSlow"}
    assert meter.alarms(metrics.PROVIDER_COST) == {"splashmy-local-SpendingIsHigh"}
    assert [one.value for one in meter.read(metrics.QUOTA_RESERVED)] == [2]
    assert [one.value for one in meter.read(metrics.QUOTA_SETTLED)] == [2]


@pytest.mark.parametrize(
    ("fault", "reason", "alarm"),
    [
        ("insufficient_quota", "bill", "ProviderWantsMoney"),
        ("invalid_key", "key", "ProviderRefusesKey"),
        ("model_retired", "model", "ProviderRefusesModel"),
    ],
)
def test_a_refusal_that_only_we_can_mend_reaches_its_own_alarm(
    client: Client,
    accounts: Accounts,
    stand_in: StandIn,
    meter: Meter,
    fault: str,
    reason: str,
    alarm: str,
) -> None:
    words = uuid4().hex
    stand_in.misbehave(fault, match=words)

    run(client, accounts.new(), prompt=words)

    assert [one.by for one in meter.read(metrics.PROVIDER_REFUSALS)] == [reason]
    assert meter.alarms(metrics.PROVIDER_REFUSALS) == {f"splashmy-local-{alarm}"}
    assert [one.value for one in meter.read(metrics.PROVIDER_SUCCESS)] == [0]
    assert [one.by for one in meter.read(metrics.QUOTA_RELEASED)] == ["provider"]


def test_errors_of_the_provider_are_counted_by_kind(
    client: Client, accounts: Accounts, stand_in: StandIn, meter: Meter
) -> None:
    words = uuid4().hex
    stand_in.misbehave("rate_limit", match=words, times=1, retry_after=0.1)

    run(client, accounts.new(), prompt=words)

    assert [one.by for one in meter.read(metrics.PROVIDER_ERRORS)] == ["RateLimitError"]
    assert sorted(one.value for one in meter.read(metrics.PROVIDER_SUCCESS)) == [0, 1]


def test_a_provider_that_refuses_words_is_well(
    client: Client, accounts: Accounts, meter: Meter
) -> None:
    run(client, accounts.new(), prompt="[unsafe]")

    assert [one.value for one in meter.read(metrics.PROVIDER_SUCCESS)] == [1]
    assert [one.by for one in meter.read(metrics.MODERATION_REJECTIONS)] == ["words"]


def test_a_quota_that_is_used_up_counts_what_was_refused(
    client: Client, accounts: Accounts, meter: Meter
) -> None:
    ana = accounts.new()
    left = client.call(get_quota, caller=ana).data["remaining"]
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low", "n": 4}

    answers = [client.call(create_job, caller=ana, body=body) for _ in range(left // 4 + 1)]

    assert answers[-1].status == 429
    assert [one.value for one in meter.read(metrics.QUOTA_REFUSED)] == [4]


def test_an_upload_tells_how_long_it_waited(
    client: Client, accounts: Accounts, meter: Meter
) -> None:
    ana = accounts.new()

    settled(client, ana, uploaded(client, ana, png()))

    (lag,) = meter.read(metrics.INGEST_LAG)
    assert lag.value >= -1  # S3's times are whole seconds


def test_a_rejected_upload_is_counted(client: Client, accounts: Accounts, meter: Meter) -> None:
    ana = accounts.new()

    image = settled(client, ana, uploaded(client, ana, png(RED)))

    assert image["status"] == "rejected"
    assert [one.by for one in meter.read(metrics.MODERATION_REJECTIONS)] == ["upload"]


def test_an_error_of_the_moderation_and_what_it_keeps_waiting_are_counted(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn, meter: Meter
) -> None:
    with tasks.uploads_unnoticed(stack):
        uploaded(client, accounts.new(), png())
    stand_in.misbehave("server_error", match="", service="rekognition", times=50)

    tasks.run(stack, "sweep_uploads", after=timedelta(minutes=30))

    assert [one.value for one in meter.read(metrics.MODERATION_ERRORS)] == [1]
    assert [one.value for one in meter.read(metrics.UPLOADS_NOT_SWEPT)] == [1]


@pytest.mark.parametrize("metric", [metrics.STORED_BYTES, metrics.IMAGE_LIST_DRIFT])
def test_the_night_tells_what_is_stored_and_whether_it_adds_up(
    stack: Stack, client: Client, accounts: Accounts, meter: Meter, metric: Metric
) -> None:
    ana = accounts.new()
    settled(client, ana, uploaded(client, ana, png()))

    tasks.run(stack, "reconcile_lists", whole=True)

    (measured,) = meter.read(metric)
    assert measured.value >= 0


def test_every_run_of_a_sweeper_is_heard_of(stack: Stack, meter: Meter) -> None:
    stack.invoke("splashmy-local-processing-sweep_stuck")
    tasks.run(stack, "sweep_uploads")

    assert [one.value for one in meter.read(metrics.JOBS_REPAIRED)]
    assert meter.alarms(metrics.JOBS_REPAIRED) == {"splashmy-local-JobsAreStuck"}
    assert [one.value for one in meter.read(metrics.UPLOADS_NOT_SWEPT)] == [0]


def test_the_totals_are_told(stack: Stack, meter: Meter) -> None:
    stack.invoke("splashmy-local-processing-update_processing_stats")

    for metric in metrics.TOTALS.values():
        assert len(meter.read(metric)) == 1
