"""EventBridge invokes a function: eight retries, then the event waits in the dead-letter queue."""

from aws_cdk import Duration, aws_events as events, aws_events_targets as targets

from infra.constructs.functions import PythonFunction


def lambda_target(
    function: PythonFunction, event: events.RuleTargetInput | None = None
) -> targets.LambdaFunction:
    return targets.LambdaFunction(
        function.function,
        event=event,
        dead_letter_queue=function.dead_letters,
        retry_attempts=8,
        max_event_age=Duration.hours(2),
    )
