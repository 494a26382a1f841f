"""What starts the work on images: an upload, and the clock."""

from collections.abc import Mapping

from aws_cdk import Duration, aws_events as events
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.targets import lambda_target
from infra.locations import Locations
from splashmy.core.resources import QUARANTINE

EVERY = {
    "images-sweep_uploads": events.Schedule.rate(Duration.minutes(5)),
    "images-finish_deletions": events.Schedule.rate(Duration.minutes(5)),
    "images-purge_deleted": events.Schedule.cron(hour="2", minute="30"),
    "images-reconcile_lists": events.Schedule.cron(hour="3", minute="30"),
}

PREFIXES = [{"prefix": "uploads/"}, {"prefix": "avatars/"}]


class Ingest(Construct):
    """Rules for those of its functions that are deployed."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        functions: Mapping[str, PythonFunction],
        locations: Locations,
    ) -> None:
        super().__init__(scope, id)
        if ingest := functions.get("images-ingest_upload"):
            pattern = _uploaded_to(locations.name(QUARANTINE))
            events.Rule(self, "Uploaded", event_pattern=pattern, targets=[lambda_target(ingest)])
        for name, schedule in EVERY.items():
            if function := functions.get(name):
                rule = name.removeprefix("images-").title().replace("_", "")
                events.Rule(self, rule, schedule=schedule, targets=[lambda_target(function)])


def _uploaded_to(bucket: str) -> events.EventPattern:
    return events.EventPattern(
        source=["aws.s3"],
        detail_type=["Object Created"],
        detail={"bucket": {"name": [bucket]}, "object": {"key": PREFIXES}},
    )
