"""Who is told that a job has ended."""

from collections.abc import Mapping

from aws_cdk import Duration, aws_events as events, aws_events_targets as targets, aws_ses as ses
from constructs import Construct

from infra.constructs.functions import PythonFunction
from splashmy.processing.announcements import DETAIL_TYPE, SOURCE


class Notices(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        functions: Mapping[str, PythonFunction],
        mail_sender: str,
    ) -> None:
        super().__init__(scope, id)
        sender = functions.get("processing-send_job_notification")
        if sender is None:
            return
        if mail_sender:
            ses.CfnEmailIdentity(self, "Sender", email_identity=mail_sender)
        target = targets.LambdaFunction(
            sender.function,
            dead_letter_queue=sender.dead_letters,
            retry_attempts=8,
            max_event_age=Duration.hours(2),
        )
        ended = events.EventPattern(source=[SOURCE], detail_type=[DETAIL_TYPE])
        events.Rule(self, "JobEnded", event_pattern=ended, targets=[target])
