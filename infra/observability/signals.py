"""What can be watched: the application's own metrics, and AWS's of what is deployed."""

from dataclasses import dataclass

from aws_cdk import Aws, Duration, aws_cloudwatch as cloudwatch

from infra.locations import Locations
from splashmy.core.metrics import NAMESPACE, Metric
from splashmy.core.resources import Bucket, Queue, StateMachine

DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Signals:
    """The metrics of one environment; `minutes` is the period of each point."""

    locations: Locations

    @property
    def prefix(self) -> str:
        return self.locations.environment.prefix

    def own(
        self, metric: Metric, statistic: str, *, minutes: int = 15, by: str | None = None
    ) -> cloudwatch.Metric:
        """`by` chooses one of what the metric is told apart by."""
        dimensions = {"environment": self.locations.environment.name}
        if metric.by and by:
            dimensions[metric.by] = by
        return _metric(NAMESPACE, metric.name, dimensions, statistic, minutes)

    def each(self, metric: Metric, statistic: str, *, minutes: int = 15) -> cloudwatch.IMetric:
        """All of what the metric is told apart by; for graphs only."""
        where = f'{{{NAMESPACE},environment,{metric.by}}} MetricName="{metric.name}"'
        return _search(
            f'{where} environment="{self.locations.environment.name}"', statistic, minutes
        )

    def functions(self, name: str, statistic: str, *, minutes: int = 5) -> cloudwatch.IMetric:
        """One line for each function; for graphs only."""
        where = f'{{AWS/Lambda,FunctionName}} MetricName="{name}"'
        return _search(f"{where} {self.prefix.replace('-', ' ')}", statistic, minutes)

    def tables(self, name: str) -> cloudwatch.IMetric:
        where = f'{{AWS/DynamoDB,TableName}} MetricName="{name}"'
        return _search(f"{where} {self.prefix.replace('-', ' ')}", "Sum", DAY)

    def throttles(self) -> cloudwatch.Metric:
        """Of all functions of the account: they share its limit."""
        return _metric("AWS/Lambda", "Throttles", {}, "Sum", 5)

    def api(self, name: str, statistic: str, *, minutes: int = 5) -> cloudwatch.Metric:
        dimensions = {"ApiName": self.prefix, "Stage": self.locations.environment.name}
        return _metric("AWS/ApiGateway", name, dimensions, statistic, minutes)

    def executions(self, machine: StateMachine, name: str) -> cloudwatch.Metric:
        dimensions = {"StateMachineArn": self.locations.arn(machine)}
        return _metric("AWS/States", name, dimensions, "Sum", 15)

    def queued(self, queue: str) -> cloudwatch.Metric:
        name = "ApproximateNumberOfMessagesVisible"
        return _metric("AWS/SQS", name, {"QueueName": queue}, "Maximum", 5)

    def oldest(self, queue: Queue) -> cloudwatch.Metric:
        """Seconds that the oldest message has waited."""
        name, dimensions = (
            "ApproximateAgeOfOldestMessage",
            {"QueueName": self.locations.name(queue)},
        )
        return _metric("AWS/SQS", name, dimensions, "Maximum", 5)

    def stored(self, bucket: Bucket) -> cloudwatch.Metric:
        name = f"{self.prefix}-{bucket.name}-{Aws.ACCOUNT_ID}-{Aws.REGION}"
        dimensions = {"BucketName": name, "StorageType": "StandardStorage"}
        return _metric("AWS/S3", "BucketSizeBytes", dimensions, "Average", DAY)


def _metric(
    namespace: str, name: str, dimensions: dict[str, str], statistic: str, minutes: int
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=namespace,
        metric_name=name,
        dimensions_map=dimensions,
        statistic=statistic,
        period=Duration.minutes(minutes),
    )


def _search(what: str, statistic: str, minutes: int) -> cloudwatch.IMetric:
    return cloudwatch.MathExpression(
        expression=f"SEARCH('{what}', '{statistic}')",
        label="",
        period=Duration.minutes(minutes),
        using_metrics={},
    )
