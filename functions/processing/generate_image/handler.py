"""A step of a job's workflow, the only one that calls OpenAI; it takes its jobs from a queue."""

from splashmy.core import log
from splashmy.core.resources import (
    IMAGES,
    JOBS,
    MEDIA,
    OPENAI_KEY,
    PROVIDER_QUEUE,
    REKOGNITION,
    USERS,
)
from splashmy.jobs import outcomes
from splashmy.web import task
from splashmy.web.sqs import Delivery, Unfinished
from splashmy.workflow.waiting import ANSWER, Message


@task(
    grants=[
        *outcomes.REFUND,
        *ANSWER,
        JOBS.batch_get,
        PROVIDER_QUEUE.change_visibility,
        USERS.get,
        IMAGES.batch_get,
        MEDIA.get,
        MEDIA.put,
        MEDIA.list,
        MEDIA.delete,
        OPENAI_KEY.read,
        REKOGNITION.allow("DetectModerationLabels"),
    ],
    layers=["imaging", "openai"],
    memory=768,
    timeout=290,
    consumes=PROVIDER_QUEUE,
    loads=["splashmy.workflow.worker"],
)
def handler(event: Delivery) -> Unfinished:
    """Have a job's images made by the provider, with one call; or let it wait on."""
    from splashmy.workflow import worker  # loads openai

    (record,) = event.records
    message = Message.model_validate_json(record.body)
    log.follow(message.correlation_id, job_id=message.job_id)
    done = worker.work(message, record)
    return Unfinished.of() if done else Unfinished.of(record)
