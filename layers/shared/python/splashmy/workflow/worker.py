"""One message of the queue before the provider: the job is called for, comes again, or is dropped.

What a message does is decided by the job, so that it may come twice, late, or for a job that ended.
"""

import math
import time

from splashmy.core import metrics
from splashmy.core.log import logger
from splashmy.core.resources import PROVIDER_QUEUE, client
from splashmy.jobs.outcomes import SERVICE_FAILED
from splashmy.jobs.records import Job
from splashmy.web.sqs import Delivered
from splashmy.workflow import generate, waiting
from splashmy.workflow.generate import LEASE
from splashmy.workflow.steps import refuse
from splashmy.workflow.waiting import Message

MOST_RECEIVES = 100  # a message is received again for each pause that the provider asks for
LONGEST_NAP = 20  # seconds; a longer pause is spent in the queue


def work(message: Message, delivered: Delivered) -> bool:
    """Whether the message is done with; if not, it comes again.

    Its visibility is first shortened from the queue's to what this worker can live: should it die,
    the message comes again then. A message that came too often ends its job: whatever breaks on
    it, its owner gets the images back.
    """
    _hide(delivered, LEASE.total_seconds())
    job = waiting.find(message.owner_id, message.job_id)
    if job is None or not waiting.is_awaited(message):
        logger.info("Nobody waits for this job; its message is dropped")
    elif delivered.attributes.receive_count > MOST_RECEIVES and not job.made:
        logger.error("Given up", received=delivered.attributes.receive_count)
        metrics.record(metrics.JOBS_GIVEN_UP)
        refuse(job, SERVICE_FAILED)
    elif pause := _attempt(job):
        _hide(delivered, pause)
        return False
    waiting.answer(message)
    return True


def _attempt(job: Job) -> float:
    """In a short pause workers wait where they are: hiding every message again and again would use
    up the times that it may be received.
    """
    pause = generate.call(job)
    if 0 < pause <= LONGEST_NAP:
        time.sleep(pause)
        job.refresh(consistent_read=True)
        return generate.call(job)
    return pause


def _hide(delivered: Delivered, seconds: float) -> None:
    client("sqs").change_message_visibility(
        QueueUrl=PROVIDER_QUEUE.id,
        ReceiptHandle=delivered.receipt_handle,
        VisibilityTimeout=max(1, math.ceil(seconds)),
    )
