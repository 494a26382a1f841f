"""Jobs: made with their quota reserved, started once, shown, cancelled and made again."""

import json
from typing import Any
from uuid import UUID

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from splashmy import metrics
from splashmy.auth.callers import SignedIn
from splashmy.errors import Conflict
from splashmy.ids import new_id, now
from splashmy.images.records import Image, ImageNotFound
from splashmy.log import logger
from splashmy.processing import endings, models, prices, quotas, tallies, transitions
from splashmy.processing.records import Job, Unfinished
from splashmy.processing.requests import CreateJob, check_references, effective
from splashmy.processing.transitions import Event, JobMovedOn
from splashmy.records import refused, transact
from splashmy.resources import JOB_WORKFLOW, client
from splashmy.settings import settings
from splashmy.styles import catalogue, prompts
from splashmy.styles.records import Style

# Where DynamoDB sees the quota among the writes of a new job: after the three puts.
QUOTA_AT = 3


class ImageNotReady(Conflict):
    message = "This image is not ready yet, or it was refused."


class JobFinished(Conflict):
    message = "This job has finished; it can't be cancelled any more."


class JobNotFailed(Conflict):
    message = "Only a job that failed can be tried again."


def create(caller: SignedIn, asked: CreateJob, *, retry_of: str | None = None) -> Job:
    """Reserve the quota with the job, then start it."""
    check_references(asked)
    model = models.get(settings().image_model)
    style = _style(caller, asked.style_id)
    image = _image(caller, asked.original_image_id)
    mask = _image(caller, asked.mask_image_id)
    sent = effective(asked, model, style, {})
    final_prompt = _final_prompt(asked, style)
    job_id, moment = new_id(), now()
    job = Job(
        *Job.key(caller.id, job_id),
        id=job_id,
        owner_id=caller.id,
        owner_username=caller.username,
        job_type=asked.job_type,
        prompt=asked.prompt,
        final_prompt=final_prompt,
        retry_of=retry_of,
        variables=asked.variables,
        parameters=asked.asked(),
        effective_parameters=sent,
        model=model.name,
        images_count=asked.n,
        is_public=asked.is_public,
        quota_day=quotas.day(moment),
        price_ceiling=prices.ceiling(
            model, sent, prompt=final_prompt, photos=bool(image) + bool(mask)
        ),
        type_order=f"{asked.job_type}#{job_id}",
        status_order=f"pending#{job_id}",
        type_status_order=f"{asked.job_type}#pending#{job_id}",
        created_at=moment,
        updated_at=moment,
        **_references(style, image, mask),
    )
    _reserve(job, quotas.limit(caller))
    start(job)
    return job


def _references(style: Style | None, image: Image | None, mask: Image | None) -> dict[str, Any]:
    return {
        "style_id": style.id if style else None,
        "style_name": style.name if style else None,
        "original_image_id": image.id if image else None,
        "original_image_key": image.media_key if image else None,
        "original_thumbnail_key": image.thumbnail_key if image else None,
        "mask_image_id": mask.id if mask else None,
        "mask_image_key": mask.media_key if mask else None,
    }


def _reserve(job: Job, allowed: int) -> None:
    def write(transaction: TransactWrite) -> None:
        job.event_count = 0
        transaction.save(transitions.event_of(job, Event(), "pending"))
        job.event_count = 1
        transaction.save(job, Job.pk.does_not_exist())
        transaction.save(Unfinished(*Unfinished.key(job.id), owner_id=job.owner_id))
        quotas.reserve(transaction, job, allowed)
        tallies.listed(transaction, job, was=None, now="pending")

    try:
        transact(write)
    except TransactWriteError as error:
        if QUOTA_AT in refused(error):
            raise quotas.exceeded(job, allowed) from None
        raise
    metrics.count("QuotaReserved", int(job.images_count))


def start(job: Job) -> None:
    """Start the workflow, once whatever is repeated. What fails here the sweeper starts."""
    workflow = client("stepfunctions")
    try:
        workflow.start_execution(
            stateMachineArn=JOB_WORKFLOW.id,
            name=job.id,
            input=json.dumps({"owner_id": job.owner_id, "job_id": job.id}),
        )
    except workflow.exceptions.ExecutionAlreadyExists:
        logger.info("Already started", job_id=job.id)
    except Exception:  # noqa: BLE001 the job is committed: it must not be answered with an error
        logger.exception("Not started; the sweeper will", job_id=job.id)


def cancel(owner_id: str, job_id: str) -> Job:
    """Refund and end the job first; then stop the workflow, which could no longer store anything."""
    try:
        job = endings.cancel(transitions.read(owner_id, job_id))
    except JobMovedOn:
        raise JobFinished from None
    try:
        client("stepfunctions").stop_execution(
            executionArn=JOB_WORKFLOW.execution(job.id), cause="cancelled"
        )
    except Exception:  # noqa: BLE001 its next step sees that the job has ended
        logger.info("The workflow was not stopped", job_id=job.id)
    return job


def retry(caller: SignedIn, job_id: str) -> Job:
    """The same job again, as a new one."""
    job = transitions.read(caller.id, job_id)
    if job.status != "failed":
        raise JobNotFailed
    return create(caller, _asked(job), retry_of=job.id)


def _asked(job: Job) -> CreateJob:
    return CreateJob(
        job_type=job.job_type,
        prompt=job.prompt,
        original_image_id=job.original_image_id,
        mask_image_id=job.mask_image_id,
        style_id=job.style_id,
        template_id=job.template_id,
        variables=job.variables,
        is_public=job.is_public,
        **job.parameters,
    )


def _style(caller: SignedIn, style_id: UUID | None) -> Style | None:
    if style_id is None:
        return None
    style = catalogue.get(str(style_id))
    if style.is_premium and not caller.is_premium:
        raise PremiumRequired
    return style


def _image(caller: SignedIn, image_id: UUID | None) -> Image | None:
    if image_id is None:
        return None
    try:
        image = Image.get(*Image.key(caller.id, str(image_id)), consistent_read=True)
    except Image.DoesNotExist:
        raise ImageNotFound from None
    if image.is_deleted:
        raise ImageNotFound
    if image.status != "ready":
        raise ImageNotReady
    return image


def _final_prompt(asked: CreateJob, style: Style | None) -> str:
    if style is None:
        return asked.prompt
    return prompts.render(style, asked.prompt, asked.variables)
