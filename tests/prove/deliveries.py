"""The messages of the queue before the provider, given to workers here whenever a test likes."""

import time
from collections.abc import Sequence
from typing import Any

from local.stack import Stack
from splashmy.core.ids import JobId
from splashmy.core.resources import PROVIDER_QUEUE
from splashmy.jobs.records import Job
from splashmy.jobs.status import is_running, read
from splashmy.provider import attempts
from splashmy.provider.records import Attempt
from splashmy.web.sqs import Delivered
from splashmy.workflow import worker
from splashmy.workflow.generate import LEASE
from splashmy.workflow.waiting import Message
from tests.functions.processing.waiting import url
from tests.prove import aftermath

HIDDEN = 12 * 3600  # seconds: SQS's most
PATIENCE = 300  # seconds


class Messages:
    """Those that came, by job. SQS delivers at least once: so is each of them here, also after a
    worker was done with it, and before the time is over that a worker hid it for.
    """

    def __init__(self, stack: Stack) -> None:
        self._sqs, self._url = stack.client("sqs"), url(stack, PROVIDER_QUEUE.name)
        self._came: dict[JobId, Delivered] = {}

    def deliver(self, job_id: JobId) -> None:
        """The job's message, if it has come."""
        while found := self._received():
            for one in found:
                self._came[Message.model_validate_json(one.body).job_id] = one
        if delivered := self._came.get(job_id):
            worker.work(Message.model_validate_json(delivered.body), delivered)

    def _received(self) -> list[Delivered]:
        answer = self._sqs.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN
        )
        return [_delivered(one) for one in answer.get("Messages", [])]

    def settle(self, jobs: Sequence[Job]) -> None:
        """Until all have ended, and nothing of them is left for the sweeper or in the queue."""
        deadline = time.monotonic() + PATIENCE
        while running := [one for one in jobs if is_running(read(one.owner_id, one.id))]:
            assert time.monotonic() < deadline, [one.id for one in running]
            for job in running:
                _end_lease(job)
                self.deliver(job.id)
            aftermath.end_jobs()
        for job in jobs:
            self.deliver(job.id)  # so that its workflow ends, too
        self._return({one.id for one in jobs})
        aftermath.end_jobs()

    def _return(self, ended: set[JobId]) -> None:
        """Those of jobs that other tests left running go on waiting."""
        for job_id, delivered in self._came.items():
            where = {"QueueUrl": self._url, "ReceiptHandle": delivered.receipt_handle}
            if job_id in ended:
                self._sqs.delete_message(**where)
            else:
                self._sqs.change_message_visibility(**where, VisibilityTimeout=0)


def _delivered(message: dict[str, Any]) -> Delivered:
    return Delivered.model_validate(
        {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": {"ApproximateReceiveCount": 1},
        }
    )


def _end_lease(job: Job) -> None:
    """As time does: the attempt of a worker that died may be taken over."""
    for attempt in attempts.of_job(job.id):
        if attempt.is_open:
            attempt.update([Attempt.begun_at.set(attempt.begun_at - LEASE)], Attempt.pk.exists())
