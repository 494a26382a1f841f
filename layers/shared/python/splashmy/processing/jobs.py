"""Jobs: made with their quota reserved, started once, shown, cancelled and made again."""

import json

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from splashmy import log, metrics
from splashmy.auth.callers import SignedIn
from splashmy.errors import Conflict, PremiumRequired
from splashmy.ids import new_id, now
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.log import logger
from splashmy.processing import (
    endings,
    models,
    prices,
    quotas,
    references,
    steps,
    tallies,
    templates,
    transitions,
)
from splashmy.processing.job_records import Unfinished
from splashmy.processing.quotas import QuotaExceeded
from splashmy.processing.records import Job
from splashmy.processing.references import References
from splashmy.processing.requests import CreateJob, check_references, effective
from splashmy.processing.templates import Template, TemplateNotFound
from splashmy.processing.transitions import Event, JobMovedOn
from splashmy.records import refused, transact
from splashmy.resources import IMAGES, JOB_WORKFLOW, JOBS, MEDIA, STYLES, client
from splashmy.settings import settings
from splashmy.styles import prompts
from splashmy.styles.prompts import PromptTooLong
from splashmy.styles.records import StyleNotFound, StyleUnavailable

REPEATED = (
    "job_type",
    "prompt",
    "original_image_id",
    "mask_image_id",
    "style_id",
    "template_id",
    "variables",
    "is_public",
)

# What making a job takes, and how it may be refused.
CREATE = (
    IMAGES.get,
    STYLES.query,
    JOBS.get,
    JOBS.put,
    JOBS.update,
    JOB_WORKFLOW.start,
    MEDIA.get,
)
REFUSALS = (
    ImageNotFound,
    ImageNotReady,
    PremiumRequired,
    PromptTooLong,
    QuotaExceeded,
    StyleNotFound,
    StyleUnavailable,
    TemplateNotFound,
)

# Where DynamoDB sees the quota among the writes of a new job: after the three puts.
QUOTA_AT = 3


class JobFinished(Conflict):
    message = "This job has finished; it can't be cancelled any more."


class JobNotFailed(Conflict):
    message = "Only a job that failed can be tried again."


class JobNotFinished(Conflict):
    message = "This job has not finished yet."


def create(caller: SignedIn, asked: CreateJob, *, retry_of: str | None = None) -> Job:
    """Reserve the quota with the job, then start it."""
    job = reserve(caller, asked, retry_of=retry_of)
    start(job)
    return job


def reserve(caller: SignedIn, asked: CreateJob, *, retry_of: str | None = None) -> Job:
    """Store a job together with its share of the quota. Until it is started, the sweeper may."""
    check_references(asked)
    used = references.resolve(caller, asked)
    job = _planned(caller, asked, used)
    job.retry_of = retry_of
    _commit(job, quotas.limit(caller), used.template)
    logger.info("Job created", job_id=job.id)
    return job


def _planned(caller: SignedIn, asked: CreateJob, used: References) -> Job:
    model = models.get(settings().image_model)
    defaults = used.template.default_parameters if used.template else {}
    sent = effective(asked, model, used.style, defaults)
    prompt = _final_prompt(asked, used)
    id, moment = new_id(), now()
    return Job(
        *Job.key(caller.id, id),
        id=id,
        owner_id=caller.id,
        owner_username=caller.username,
        job_type=asked.job_type,
        prompt=asked.prompt,
        final_prompt=prompt,
        variables=asked.variables,
        parameters=asked.asked(),
        effective_parameters=sent,
        model=model.name,
        images_count=asked.n,
        is_public=asked.is_public,
        quota_day=quotas.day(moment),
        correlation_id=log.correlation_id(),
        price_ceiling=prices.ceiling(model, sent, prompt=prompt, photos=used.photos),
        type_order=f"{asked.job_type}#{id}",
        status_order=f"pending#{id}",
        type_status_order=f"{asked.job_type}#pending#{id}",
        created_at=moment,
        updated_at=moment,
        **used.of_job,
    )


def _final_prompt(asked: CreateJob, used: References) -> str:
    """The template around the prompt, and the style around both."""
    prompt = asked.prompt
    if used.template:
        prompt = prompts.fill(used.template.prompt_template, {"original_prompt": prompt})
    if used.style is None:
        return prompt
    return prompts.render(used.style, prompt, asked.variables)


def _commit(job: Job, allowed: int, template: Template | None) -> None:
    def write(transaction: TransactWrite) -> None:
        job.event_count = 0
        transaction.save(transitions.event_of(job, Event(), "pending"))
        job.event_count = 1
        transaction.save(job, Job.pk.does_not_exist())
        transaction.save(Unfinished(*Unfinished.key(job.id), owner_id=job.owner_id))
        quotas.reserve(transaction, job, allowed)
        tallies.listed(transaction, job, was=None, now="pending")
        if template:
            templates.count_use(transaction, template)

    try:
        transact(write)
    except TransactWriteError as error:
        if QUOTA_AT in refused(error):
            metrics.record(metrics.QUOTA_REFUSED, int(job.images_count))
            raise quotas.exceeded(job, allowed) from None
        raise
    metrics.record(metrics.QUOTA_RESERVED, int(job.images_count))


def start(job: Job) -> None:
    """Start the workflow, once whatever is repeated. What fails here the sweeper starts."""
    workflow = client("stepfunctions")
    try:
        workflow.start_execution(
            stateMachineArn=JOB_WORKFLOW.id,
            name=job.id,
            input=json.dumps(steps.reference(job)),
        )
    except workflow.exceptions.ExecutionAlreadyExists:
        logger.info("Already started", job_id=job.id)
    except (BotoCoreError, ClientError):
        logger.exception("Not started; the sweeper will", job_id=job.id)


def cancel(owner_id: str, job_id: str) -> Job:
    """Refund and end the job first; then stop the workflow, which can no longer store anything."""
    try:
        job = endings.cancel(transitions.read(owner_id, job_id))
    except JobMovedOn:
        raise JobFinished from None
    logger.info("Job cancelled", job_id=job.id)
    try:
        client("stepfunctions").stop_execution(
            executionArn=JOB_WORKFLOW.execution(job.id), cause="cancelled"
        )
    except (BotoCoreError, ClientError):
        logger.info("Not stopped; its next step sees that the job has ended", job_id=job.id)
    return job


def retry(caller: SignedIn, job_id: str) -> Job:
    """The same job again, as a new one."""
    job = transitions.read(caller.id, job_id)
    if job.status != "failed":
        raise JobNotFailed
    return create(caller, _asked(job), retry_of=job.id)


def remove(job: Job) -> None:
    """Take a finished job off its owner's list; its events are gone by themselves by then."""

    def write(transaction: TransactWrite) -> None:
        transaction.delete(job, Job.completed_at.exists())
        tallies.listed(transaction, job, was=job.status, now=None)

    try:
        transact(write)
    except TransactWriteError as error:
        if refused(error):
            raise JobNotFinished from None
        raise


def _asked(job: Job) -> CreateJob:
    asked = {name: getattr(job, name) for name in REPEATED}
    return CreateJob.model_validate({**asked, **job.parameters})
