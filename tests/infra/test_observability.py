"""Every alarm leads to a page, every page is led to, and all watch what really is measured."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra.configuration import configured
from infra.observability.alarms import Runbook
from infra.stacks import SplashMy
from splashmy.core import metrics
from splashmy.core.metrics import NAMESPACE, Metric
from splashmy.core.resources import PROVIDER_QUEUE
from tests.infra.conftest import Synthesized

PAGES = Path("docs/runbooks")
# What somebody decides to do, without any alarm.
PROCEDURES = {"failed-deployment", "leaked-url", "restore"}
MOST_ALARMS = 30
QUEUES_IN_ONE_ALARM = 10

DECLARED: dict[str, Metric] = {
    metric.name: metric
    for value in vars(metrics).values()
    for metric in (value.values() if isinstance(value, dict) else [value])
    if isinstance(metric, Metric)
}


@pytest.fixture(params=["local", "staging", "prod"])
def with_alarms(request: pytest.FixtureRequest, assembly: Path) -> Synthesized:
    return Synthesized(request.param, assembly)


@pytest.fixture
def with_dashboard(assembly: Path) -> Synthesized:
    return Synthesized("local", assembly)


def alarms(synthesized: Synthesized) -> dict[str, dict[str, Any]]:
    return {
        one["AlarmName"].rpartition("-")[2]: one
        for one in synthesized.properties("AWS::CloudWatch::Alarm")
    }


def watched(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    """The metrics of an alarm, whether it looks at one or adds up many."""
    if "MetricName" in alarm:
        return [alarm]
    return [one["MetricStat"]["Metric"] for one in alarm["Metrics"] if "MetricStat" in one]


def dashboard(synthesized: Synthesized) -> str:
    (found,) = synthesized.properties("AWS::CloudWatch::Dashboard")
    body = found["DashboardBody"]["Fn::Join"][1]
    return "".join(part if isinstance(part, str) else "TOKEN" for part in body)


def lines(synthesized: Synthesized) -> list[list[Any]]:
    widgets = json.loads(dashboard(synthesized))["widgets"]
    return [line for one in widgets for line in one["properties"].get("metrics", [])]


def test_every_alarm_leads_to_a_page(with_alarms: Synthesized) -> None:
    for name, alarm in alarms(with_alarms).items():
        (page,) = re.findall(r"docs/runbooks/[\w-]+\.md", alarm["AlarmDescription"])
        assert name in Path(page).read_text(), f"{page} does not name {name}"


def test_every_page_names_only_alarms_that_lead_to_it(prod: Synthesized) -> None:
    for page in PAGES.glob("*.md"):
        named = set(re.findall(r"`splashmy-prod-([A-Z]\w+)`", page.read_text()))
        leading = {
            name
            for name, alarm in alarms(prod).items()
            if f"/{page.name}" in alarm["AlarmDescription"]
        }
        assert named == leading, page


def test_every_page_is_led_to_or_is_a_procedure() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*Runbook, *PROCEDURES}


def test_alarms_are_few(prod: Synthesized) -> None:
    assert 0 < len(alarms(prod)) < MOST_ALARMS


def test_somebody_is_told_of_every_alarm_and_of_its_end(with_alarms: Synthesized) -> None:
    ((topic, _),) = with_alarms.resources("AWS::SNS::Topic")

    for alarm in alarms(with_alarms).values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": topic}]


@pytest.mark.slow
def test_the_addresses_of_the_environment_are_mailed(tmp_path: Path) -> None:
    given = {
        "dev": {
            "observability": "alarms",
            "alarm_addresses": ["ops@splashmy.example"],
            "daily_cost_alarm": 7,
        }
    }
    app = App(outdir=str(tmp_path))
    SplashMy(app, environment=configured("dev", given))
    app.synth()

    dev = Synthesized("dev", tmp_path)

    (mailed,) = dev.properties("AWS::SNS::Subscription")
    assert (mailed["Protocol"], mailed["Endpoint"]) == ("email", "ops@splashmy.example")
    assert alarms(dev)["SpendingIsHigh"]["Threshold"] == 7


def test_alarms_look_at_metrics_as_they_are_written(with_alarms: Synthesized) -> None:
    own = [
        metric
        for alarm in alarms(with_alarms).values()
        for metric in watched(alarm)
        if metric["Namespace"] == NAMESPACE
    ]

    assert own
    for metric in own:
        dimensions = {one["Name"]: one["Value"] for one in metric["Dimensions"]}
        assert dimensions.pop("environment") == with_alarms.environment.name
        assert set(dimensions) <= {DECLARED[metric["MetricName"]].by}


def test_a_metric_says_whether_an_alarm_watches_it(prod: Synthesized) -> None:
    seen = {
        metric["MetricName"]
        for alarm in alarms(prod).values()
        for metric in watched(alarm)
        if metric["Namespace"] == NAMESPACE
    }

    assert seen == {name for name, metric in DECLARED.items() if metric.has_alarm}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kept", "alarms_are_made", "dashboards"),
    [("none", False, 0), ("alarms", True, 0), ("dashboard", True, 1)],
)
def test_one_setting_says_what_is_paid_for(
    tmp_path: Path, kept: str, alarms_are_made: bool, dashboards: int
) -> None:
    app = App(outdir=str(tmp_path))
    SplashMy(app, environment=configured("prod", {"prod": {"observability": kept}}))
    app.synth()

    made = Synthesized("prod", tmp_path)

    assert bool(alarms(made)) == alarms_are_made
    assert len(made.properties("AWS::CloudWatch::Dashboard")) == dashboards


def test_the_dashboard_looks_at_metrics_as_they_are_written(with_dashboard: Synthesized) -> None:
    own = {line[1] for line in lines(with_dashboard) if line[0] == NAMESPACE}
    searched = re.findall(
        rf"{{{NAMESPACE},environment,(\w+)}} MetricName=\\*\"(\w+)", dashboard(with_dashboard)
    )

    assert own <= DECLARED.keys()
    assert searched
    assert all(DECLARED[name].by == by for by, name in searched)


def test_the_dashboard_answers_three_questions(with_dashboard: Synthesized) -> None:
    for question in ("Are users happy?", "Is the provider well?", "What does it cost?"):
        assert question in dashboard(with_dashboard)


def test_every_metric_is_measured_somewhere() -> None:
    measured = set()
    for path in (*Path("functions").rglob("*.py"), *Path("layers/shared").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "metrics.record":
                measured.add(ast.unparse(node.args[0]).removeprefix("metrics.").partition("[")[0])

    assert measured == {
        name
        for name, value in vars(metrics).items()
        if isinstance(value, Metric | dict) and not name.startswith("__")
    }


def test_every_dead_letter_queue_is_watched(prod: Synthesized) -> None:
    """The provider's queue has none: a metric of its consumer rings."""
    queues = {queue["QueueName"] for queue in prod.properties("AWS::SQS::Queue")}
    queues -= {f"splashmy-prod-{PROVIDER_QUEUE.name}"}
    adding = [alarm for alarm in alarms(prod).values() if "Metrics" in alarm]
    seen = [one["Dimensions"][0]["Value"] for alarm in adding for one in watched(alarm)]

    assert sorted(seen) == sorted(queues)
    assert all(len(watched(alarm)) <= QUEUES_IN_ONE_ALARM for alarm in adding)


@pytest.mark.parametrize("machine", ["jobs", "account-deletion"])
def test_every_workflow_is_watched(prod: Synthesized, machine: str) -> None:
    arns = [
        json.dumps(metric["Dimensions"])
        for alarm in alarms(prod).values()
        for metric in watched(alarm)
        if metric["MetricName"] == "ExecutionsFailed"
    ]

    assert [arn for arn in arns if f"splashmy-prod-{machine}" in arn]


def test_what_nobody_waits_for_keeps_what_it_failed_on(synthesized: Synthesized) -> None:
    """EventBridge and Lambda each give up by themselves: both ends need a queue."""
    functions = dict(synthesized.resources("AWS::Lambda::Function"))
    targets = [
        target for rule in synthesized.properties("AWS::Events::Rule") for target in rule["Targets"]
    ]
    started = {target["Arn"]["Fn::GetAtt"][0] for target in targets}

    assert started
    for name in started:
        queue = functions[name]["Properties"]["DeadLetterConfig"]["TargetArn"]
        own = [one for one in targets if one["Arn"]["Fn::GetAtt"][0] == name]
        assert all(one["DeadLetterConfig"]["Arn"] == queue for one in own), name


def test_nothing_else_starts_a_function_without_waiting(synthesized: Synthesized) -> None:
    """But queues, which keep themselves what a function did not take."""
    kinds = {resource["Type"] for _, resource in synthesized.resources()}
    queues = dict(synthesized.resources("AWS::SQS::Queue"))
    mappings = synthesized.properties("AWS::Lambda::EventSourceMapping")

    assert "AWS::Scheduler::Schedule" not in kinds
    assert {one["EventSourceArn"]["Fn::GetAtt"][0] for one in mappings} <= queues.keys()
    assert all(
        not bucket.get("NotificationConfiguration", {}).keys() - {"EventBridgeConfiguration"}
        for bucket in synthesized.properties("AWS::S3::Bucket")
    )
