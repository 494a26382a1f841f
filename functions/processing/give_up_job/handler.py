"""When a message of the provider's queue was received again and again, and never done with."""

from splashmy.core import log, metrics
from splashmy.core.resources import PROVIDER_DEAD_LETTERS
from splashmy.jobs import outcomes
from splashmy.web import task
from splashmy.web.deliveries import Delivery
from splashmy.workflow import waiting
from splashmy.workflow.steps import refuse
from splashmy.workflow.waiting import ANSWER, Message


@task(grants=[*outcomes.REFUND, *ANSWER], consumes=PROVIDER_DEAD_LETTERS)
def handler(event: Delivery) -> None:
    """End the job with its images given back, and let its workflow end; an alarm rings."""
    (record,) = event.records
    message = Message.model_validate_json(record.body)
    log.follow(message.correlation_id, job_id=message.job_id)
    metrics.record(metrics.JOBS_GIVEN_UP)
    if job := waiting.find(message.owner_id, message.job_id):
        refuse(job, outcomes.SERVICE_FAILED)
    waiting.answer(message)
