"""The alarms as they are deployed, and who is told of them."""

from collections.abc import Iterable

from aws_cdk import (
    Aws,
    aws_cloudwatch as cloudwatch,
    aws_cloudwatch_actions as actions,
    aws_iam as iam,
    aws_sns as sns,
    aws_sns_subscriptions as subscriptions,
)
from constructs import Construct

from infra.observability.alarms import Alarm
from infra.observability.signals import Signals


class Alarms(Construct):
    """The alarms, and the topic that tells `alarm_addresses` of them."""

    def __init__(
        self, scope: Construct, id: str, *, signals: Signals, alarms: Iterable[Alarm]
    ) -> None:
        super().__init__(scope, id)
        self.topic = self._topic(signals)
        tell = actions.SnsAction(self.topic)
        self.made = [self._made(alarm, signals.prefix) for alarm in alarms]
        for made in self.made:
            made.add_alarm_action(tell)
            made.add_ok_action(tell)

    def _made(self, alarm: Alarm, prefix: str) -> cloudwatch.Alarm:
        compare, missing = cloudwatch.ComparisonOperator, cloudwatch.TreatMissingData
        above = alarm.at_least is not None
        return cloudwatch.Alarm(
            self,
            alarm.name,
            alarm_name=f"{prefix}-{alarm.name}",
            alarm_description=f"{alarm.meaning} See {alarm.runbook.page}.",
            metric=alarm.signal,
            threshold=(alarm.at_least if above else alarm.at_most) or 0,
            comparison_operator=compare.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
            if above
            else compare.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
            evaluation_periods=alarm.times,
            treat_missing_data=missing.BREACHING if alarm.silence_rings else missing.NOT_BREACHING,
        )

    def _topic(self, signals: Signals) -> sns.Topic:
        topic = sns.Topic(self, "Topic", topic_name=f"{signals.prefix}-alarms", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        for address in signals.locations.environment.alarm_addresses:
            topic.add_subscription(subscriptions.EmailSubscription(address))
        return topic
