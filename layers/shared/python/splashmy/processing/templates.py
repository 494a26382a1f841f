"""Prompt templates: private ones of a user, and public ones of the administrators.

| item          | pk                   | sk            | access                                    |
|---------------|----------------------|---------------|-------------------------------------------|
| Template      | USER#<owner>, PUBLIC | TEMPLATE#<id> | GetItem; all, newest first: 1 Query       |
| TemplateCount | USER#<owner>, PUBLIC | TEMPLATES     | moved with them, so that none is too many |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from splashmy.auth.callers import SignedIn
from splashmy.errors import AdminRequired, Conflict, NotFound, PremiumRequired
from splashmy.ids import new_id, now
from splashmy.processing import models
from splashmy.processing.requests import CreateJob, CreateTemplate, effective
from splashmy.records import Record, refused, transact
from splashmy.resources import JOBS
from splashmy.settings import settings

PUBLIC = "PUBLIC"
MOST = 100  # templates of one user, and public ones: a list reads them whole


class TemplateNotFound(NotFound):
    message = "There is no such template."


class TooManyTemplates(Conflict):
    message = f"There are {MOST} templates already."


class Template(Record):
    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    job_type = UnicodeAttribute()
    prompt_template = UnicodeAttribute()
    default_parameters = JSONAttribute(default=dict)
    category = UnicodeAttribute(default="")
    is_public = BooleanAttribute(default=False)
    is_premium = BooleanAttribute(default=False)
    usage_count = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(shelf: str, template_id: str) -> tuple[str, str]:
        return shelf, f"TEMPLATE#{template_id}"


class TemplateCount(Record):
    class Meta:
        table_name = "jobs"

    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="TEMPLATES")
    length = NumberAttribute(default=0)


def create(caller: SignedIn, asked: CreateTemplate) -> Template:
    """Only an administrator's may be public or premium."""
    if (asked.is_public or asked.is_premium) and not caller.is_admin:
        raise AdminRequired
    _check_defaults(asked)
    id, shelf = new_id(), PUBLIC if asked.is_public else f"USER#{caller.id}"
    template = Template(*Template.key(shelf, id), id=id, created_at=now(), **asked.as_attributes())
    _keep(template)
    return template


def visible(owner_id: str | None) -> list[Template]:
    """The public ones and the user's own, newest first."""
    shelves = [PUBLIC, f"USER#{owner_id}"] if owner_id else [PUBLIC]
    mine = Template.sk.startswith("TEMPLATE#")
    found = [one for shelf in shelves for one in Template.query(shelf, mine, consistent_read=True)]
    return sorted(found, key=lambda one: one.id, reverse=True)


def get_usable(template_id: str, caller: SignedIn) -> Template:
    """A template that the caller may make a job with."""
    template = _find(f"USER#{caller.id}", template_id) or _find(PUBLIC, template_id)
    if template is None:
        raise TemplateNotFound
    if template.is_premium and not caller.is_premium:
        raise PremiumRequired
    return template


def count_use(transaction: TransactWrite, template: Template) -> None:
    used = Template(template.pk, template.sk)
    transaction.update(used, [Template.usage_count.add(1)], Template.pk.exists())


def _find(shelf: str, template_id: str) -> Template | None:
    try:
        return Template.get(*Template.key(shelf, template_id), consistent_read=True)
    except Template.DoesNotExist:
        return None


def _check_defaults(asked: CreateTemplate) -> None:
    """What a job with nothing but the defaults would be refused for."""
    job = CreateJob(job_type=asked.job_type, **asked.default_parameters.chosen())
    effective(job, models.get(settings().image_model), None, {})


def _keep(template: Template) -> None:
    def write(transaction: TransactWrite) -> None:
        transaction.save(template)
        fits = TemplateCount.length.does_not_exist() | (TemplateCount.length < MOST)
        transaction.update(TemplateCount(template.pk), [TemplateCount.length.add(1)], fits)

    try:
        transact(write)
    except TransactWriteError as error:
        if refused(error):
            raise TooManyTemplates from None
        raise
