from functions.processing.list_alarms.handler import handler
from local.stack import Stack
from tests.client import Client
from tests.users import Accounts

NAME = "splashmy-local-ModerationFails"


def test_an_alarm_that_rings_is_told_with_its_runbook(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    cloudwatch = stack.client("cloudwatch")
    cloudwatch.set_alarm_state(AlarmName=NAME, StateValue="ALARM", StateReason="5 of 5 failed")

    response = client.call(handler, caller=accounts.new(admin=True))

    cloudwatch.set_alarm_state(AlarmName=NAME, StateValue="OK", StateReason="The test is over")
    (alarm,) = (one for one in response.data["alarms"] if one["name"] == NAME)
    assert (response.status, alarm["state"], alarm["reason"]) == (200, "alarm", "5 of 5 failed")
    assert "docs/runbooks/moderation-outage.md" in alarm["description"]
    assert alarm["since"]


def test_every_alarm_of_the_service_is_told_and_no_other(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    cloudwatch = stack.client("cloudwatch")
    pages = cloudwatch.get_paginator("describe_alarms").paginate()
    made = {one["AlarmName"] for page in pages for one in page["MetricAlarms"]}
    cloudwatch.put_metric_alarm(
        AlarmName="somebody-elses",
        MetricName="Errors",
        Namespace="AWS/Lambda",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )

    shown = client.call(handler, caller=accounts.new(admin=True)).data["alarms"]

    cloudwatch.delete_alarms(AlarmNames=["somebody-elses"])
    assert [one["name"] for one in shown] == sorted(made)
    assert {one["state"] for one in shown} <= {"ok", "alarm", "insufficient_data"}


def test_only_an_administrator_sees_them(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
