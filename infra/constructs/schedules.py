"""What runs on a schedule, apart from any request."""

from collections.abc import Mapping

from aws_cdk import Duration, aws_events as events
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.targets import lambda_target

# Minutes between two runs.
SCHEDULES = {
    "processing-apply_pending_updates": 5,
    "processing-cleanup_old_jobs": 60,
    "processing-update_processing_stats": 30,
    "processing-check_model_retirement": 24 * 60,
    "processing-reconcile_quotas": 24 * 60,
    "processing-reconcile_likes": 24 * 60,
    "styles-update_popularity": 30,
}


class Schedules(Construct):
    def __init__(
        self, scope: Construct, id: str, *, functions: Mapping[str, PythonFunction]
    ) -> None:
        super().__init__(scope, id)
        for name, minutes in SCHEDULES.items():
            if name in functions:
                rate = events.Schedule.rate(Duration.minutes(minutes))
                events.Rule(self, name, schedule=rate, targets=[lambda_target(functions[name])])
