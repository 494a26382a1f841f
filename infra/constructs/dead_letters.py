"""Where the events go that a function could not deal with, to be looked at and sent again."""

from aws_cdk import Duration, aws_sqs as sqs
from constructs import Construct

from infra.catalog import Function
from infra.environments import Environment


def queue_name(function: Function, environment: Environment) -> str:
    return f"{environment.prefix}-{function.id}-dead-letters"


def dead_letters(
    scope: Construct, *, function: Function, environment: Environment
) -> sqs.Queue | None:
    """The queue of a function that declares one."""
    if not getattr(function.handler, "dead_letters", False):
        return None
    return sqs.Queue(
        scope,
        f"{function.id}-dead-letters",
        queue_name=queue_name(function, environment),
        retention_period=Duration.days(14),
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
    )
