"""Prompt templates: private ones of a user, and public ones of the administrators."""

from collections.abc import Mapping
from typing import Any

from splashmy.core.clock import now
from splashmy.core.errors import AdminRequired, PremiumRequired
from splashmy.core.ids import ReservedId, TemplateId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.caller import SignedIn
from splashmy.provider import models
from splashmy.provider.parameters import Parameters, effective
from splashmy.templates.records import (
    MOST,
    PUBLIC,
    Template,
    TemplateCount,
    TemplateNotFound,
    TooManyTemplates,
)
from splashmy.templates.schemas import CreateTemplate


def create(caller: SignedIn, asked: CreateTemplate, new_id: ReservedId) -> Template:
    """Only an administrator's may be public or premium."""
    if (asked.is_public or asked.is_premium) and not caller.is_admin:
        raise AdminRequired
    check_defaults(asked.default_parameters.chosen())
    id, partition = TemplateId(new_id.value), PUBLIC if asked.is_public else f"USER#{caller.id}"
    if new_id.is_repeated and (known := find(partition, id)):
        return known
    template = Template(
        *Template.key(partition, id), id=id, created_at=now(), **asked.as_attributes()
    )
    _keep(template)
    return template


def visible(owner_id: UserId | None) -> list[Template]:
    """The public ones and the user's own, newest first."""
    partitions = [PUBLIC, f"USER#{owner_id}"] if owner_id else [PUBLIC]
    mine = Template.sk.startswith("TEMPLATE#")
    found = [one for pk in partitions for one in Template.query(pk, mine, consistent_read=True)]
    return sorted(found, key=lambda one: one.id, reverse=True)


def visible_one(template_id: TemplateId, visitor: SignedIn | None) -> Template:
    """A public template, or the visitor's own."""
    own = find(f"USER#{visitor.id}", template_id) if visitor else None
    template = own or find(PUBLIC, template_id)
    if template is None:
        raise TemplateNotFound
    return template


def get_usable(template_id: TemplateId, caller: SignedIn) -> Template:
    """A template that the caller may make a job with."""
    template = visible_one(template_id, caller)
    if template.is_premium and not caller.is_premium:
        raise PremiumRequired
    return template


def count_use(transaction: Transaction, template: Template) -> None:
    used = Template(template.pk, template.sk)
    transaction.update(used, [Template.usage_count.add(1)], Template.pk.exists())


def find(partition: str, template_id: TemplateId) -> Template | None:
    try:
        return Template.get(*Template.key(partition, template_id), consistent_read=True)
    except Template.DoesNotExist:
        return None


def check_defaults(defaults: Mapping[str, Any]) -> None:
    """What a job with nothing but the defaults would be refused for."""
    effective(Parameters(**defaults), models.get(settings().image_model))


def keep_actions(transaction: Transaction, template: Template) -> None:
    """Refused with a condition of TemplateCount if there are too many already."""
    transaction.save(template, Template.pk.does_not_exist())
    fits = TemplateCount.length.does_not_exist() | (TemplateCount.length < MOST)
    transaction.update(TemplateCount(template.pk), [TemplateCount.length.add(1)], fits)


def _keep(template: Template) -> None:
    try:
        transact(lambda transaction: keep_actions(transaction, template))
    except ConditionFailed as failed:
        if not failed.concerns(TemplateCount):
            raise
        raise TooManyTemplates from None
