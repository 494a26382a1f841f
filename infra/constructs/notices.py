"""Who is told that a job has ended: the owner by mail, and the owner's webhooks."""

from collections.abc import Mapping

from aws_cdk import aws_events as events, aws_ses as ses
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.constructs.targets import lambda_target
from splashmy.jobs.announcements import DETAIL_TYPE, SOURCE

TOLD = ("processing-send_job_notification", "processing-send_webhooks")


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
        told = [functions[name] for name in TOLD if name in functions]
        if not told:
            return
        if mail_sender:
            ses.CfnEmailIdentity(self, "Sender", email_identity=mail_sender)
        ended = events.EventPattern(source=[SOURCE], detail_type=[DETAIL_TYPE])
        events.Rule(
            self, "JobEnded", event_pattern=ended, targets=[lambda_target(one) for one in told]
        )
