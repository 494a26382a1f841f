"""Jobs: made with their quota reserved, started once, shown, cancelled and made again."""

import json

from botocore.exceptions import BotoCoreError, ClientError

from splashmy.core import deadline, log, metrics
from splashmy.core.clock import day, now
from splashmy.core.errors import Conflict, PremiumRequired
from splashmy.core.ids import JobId, ReservedId, UserId, new_id
from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import IMAGES, JOB_WORKFLOW, JOBS, MEDIA, STYLES, client
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.identity.limits import monthly_cost
from splashmy.identity.records import User
from splashmy.images.records import ImageNotFound, ImageNotReady
from splashmy.jobs import counters, directory, quotas, references, status
from splashmy.jobs.quotas import QuotaExceeded, TooManyAttempts
from splashmy.jobs.records import DayEntry, Job, JobNotFound, QuotaDay, Unfinished
from splashmy.jobs.references import References, check_references
from splashmy.jobs.schemas import CreateJob
from splashmy.jobs.status import Event
from splashmy.provider import budgets, models, prices
from splashmy.provider.budgets import BudgetExhausted, Charge
from splashmy.provider.parameters import effective
from splashmy.styles import prompts
from splashmy.styles.prompts import PromptTooLong
from splashmy.styles.records import StyleNotFound, StyleUnavailable
from splashmy.templates import rules
from splashmy.templates.records import Template, TemplateNotFound

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
TO_START = 6  # seconds of a request that are given to Step Functions
# What planning a job takes, and making one, and how each may be refused.
PLAN = (IMAGES.get, STYLES.query, JOBS.get)
CREATE = (
    *PLAN,
    JOBS.batch_get,
    JOBS.put,
    JOBS.update,
    JOB_WORKFLOW.start,
    MEDIA.get,
)
UNPLANNABLE = (
    ImageNotFound,
    ImageNotReady,
    PremiumRequired,
    PromptTooLong,
    StyleNotFound,
    StyleUnavailable,
    TemplateNotFound,
)
REFUSALS = (*UNPLANNABLE, BudgetExhausted, QuotaExceeded, TooManyAttempts)


class JobNotFailed(Conflict):
    message = "Only a failed job can be retried."


def create(
    caller: SignedIn, asked: CreateJob, new_id: ReservedId, *, retry_of: str | None = None
) -> Job:
    """Reserve the quota with the job, then start it; what an earlier attempt has done stays."""
    job_id = JobId(new_id.value)
    known = _find(caller.id, job_id) if new_id.is_repeated else None
    job = known or reserve(caller, asked, job_id, retry_of=retry_of)
    start(job)
    return job


def _find(owner_id: UserId, job_id: JobId) -> Job | None:
    try:
        return status.read(owner_id, job_id)
    except JobNotFound:
        return None


def reserve(
    caller: SignedIn, asked: CreateJob, job_id: JobId, *, retry_of: str | None = None
) -> Job:
    """Store a job together with its share of the quota. Until it is started, the sweeper may."""
    used = _used(caller, asked)
    job = _planned(caller, asked, used, job_id)
    job.retry_of = retry_of
    _commit(job, caller.user, used.template)
    logger.info("Job created", job_id=job.id)
    return job


def plan(caller: SignedIn, asked: CreateJob) -> Job:
    """The job as it would be made; nothing is stored."""
    return _planned(caller, asked, _used(caller, asked), new_id(JobId))


def _used(caller: SignedIn, asked: CreateJob) -> References:
    check_references(asked)
    return references.resolve(caller, asked)


def _planned(caller: SignedIn, asked: CreateJob, used: References, id: JobId) -> Job:
    model = models.get(settings().image_model)
    defaults = used.template.default_parameters if used.template else {}
    sent = effective(asked, model, style=used.style_defaults, template=defaults)
    prompt = _final_prompt(asked, used)
    moment = now()
    ceiling = prices.ceiling(model, sent, prompt=prompt, photos=used.photos)
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
        quota_day=day(moment),
        correlation_id=log.correlation_id(),
        price_ceiling=ceiling,
        reserved_micro_usd=prices.micro_usd(ceiling),
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
        prompts.check_length(prompt, models.LONGEST_PROMPT)
        return prompt
    return prompts.render(used.style, prompt, asked.variables)


@optimistic
def _commit(job: Job, user: User | None, template: Template | None) -> None:
    charge = Charge(job.owner_id, job.id, job.quota_day)

    def write(transaction: Transaction) -> None:
        job.event_count = 0
        transaction.save(status.event_of(job, Event(), "pending"))
        job.event_count = 1
        transaction.save(job, Job.pk.does_not_exist())
        transaction.save(Unfinished(*Unfinished.key(job.id), owner_id=job.owner_id))
        directory.enter(transaction, job)
        transaction.save(DayEntry(DayEntry.made_on(job.quota_day), job.id, owner_id=job.owner_id))
        quotas.reserve(transaction, job, user)
        budgets.reserve(
            transaction, charge, int(job.reserved_micro_usd), own_limit=monthly_cost(user)
        )
        counters.listed(transaction, job, was=None, now="pending")
        if template:
            rules.count_use(transaction, template)

    try:
        transact(write)
    except ConditionFailed as failed:
        if failed.concerns(QuotaDay):
            _refuse(job, user)
        if failed.concerns(Template):
            raise TemplateNotFound from None
        raise
    metrics.record(metrics.QUOTA_RESERVED, int(job.images_count))


def _refuse(job: Job, user: User | None) -> None:
    """Say which limit of the day does not allow this job, unless it does again by now."""
    try:
        quotas.refuse(job, user)
    except QuotaExceeded:
        metrics.record(metrics.QUOTA_REFUSED, int(job.images_count))
        raise
    except TooManyAttempts:
        metrics.record(metrics.ATTEMPTS_REFUSED)
        raise


def start(job: Job) -> None:
    """Start the workflow, once whatever is repeated. What fails here the sweeper starts."""
    workflow = client("stepfunctions", read_timeout=3)
    try:
        with deadline.within(TO_START):
            workflow.start_execution(
                stateMachineArn=JOB_WORKFLOW.id,
                name=job.id,
                input=json.dumps(reference(job)),
            )
    except workflow.exceptions.ExecutionAlreadyExists:
        logger.info("Already started", job_id=job.id)
    except (BotoCoreError, ClientError):
        logger.exception("Not started; the sweeper will", job_id=job.id)


def retry(caller: SignedIn, job_id: JobId, new_id: ReservedId) -> Job:
    """The same job again, as a new one."""
    job = status.read(caller.id, job_id)
    if job.status != "failed":
        raise JobNotFailed
    return create(caller, _asked(job), new_id, retry_of=job.id)


def _asked(job: Job) -> CreateJob:
    asked = {name: getattr(job, name) for name in REPEATED}
    asked["reference_image_ids"] = [one["id"] for one in job.reference_images]
    return CreateJob.model_validate({**asked, **job.parameters})


def reference(job: Job) -> dict[str, str | None]:
    """What the workflow starts with; every step's log lines take their ids from it."""
    return {"owner_id": job.owner_id, "job_id": job.id, "correlation_id": job.correlation_id}
