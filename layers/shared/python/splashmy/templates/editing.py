"""Changing and deleting templates: one's own, and public ones by administrators."""

from typing import Any

from splashmy.core.errors import AdminRequired
from splashmy.core.ids import TemplateId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.templates import rules
from splashmy.templates.records import (
    PUBLIC,
    Template,
    TemplateCount,
    TemplateNotFound,
    TooManyTemplates,
)
from splashmy.templates.schemas import UpdateTemplate


@optimistic
def change(caller: SignedIn, template_id: TemplateId, changes: UpdateTemplate) -> Template:
    """The template as it is then. Only an administrator's may become public or premium."""
    template = _own(caller, template_id)
    if (changes.is_public or changes.is_premium) and not caller.is_admin:
        raise AdminRequired
    given = changes.as_attributes()
    if "default_parameters" in given:
        rules.check_defaults(given["default_parameters"])
    is_public = given.get("is_public", template.is_public)
    partition = PUBLIC if is_public else f"USER#{caller.id}"
    if partition == template.pk:
        return _update(template, given)
    return _move(template, partition, given)


def remove(caller: SignedIn, template_id: TemplateId) -> None:
    """Jobs that were made with it keep its words."""
    template = _own(caller, template_id)

    def write(transaction: Transaction) -> None:
        transaction.delete(template, Template.pk.exists())
        transaction.update(TemplateCount(template.pk), [TemplateCount.length.add(-1)])

    try:
        transact(write)
    except ConditionFailed:
        raise TemplateNotFound from None


def _own(caller: SignedIn, template_id: TemplateId) -> Template:
    """One that the caller may change: others' are as if they did not exist."""
    template = rules.find(f"USER#{caller.id}", template_id)
    if template is None and caller.is_admin:
        template = rules.find(PUBLIC, template_id)
    if template is None:
        raise TemplateNotFound
    return template


def _update(template: Template, given: dict[str, Any]) -> Template:
    actions = [getattr(Template, name).set(value) for name, value in given.items()]
    if actions:
        template.update(actions, Template.pk.exists())
    return template


def _move(template: Template, partition: str, given: dict[str, Any]) -> Template:
    """Out of one list and into the other; a job that counts its use meanwhile is not lost."""
    kept = template.attribute_values | given
    pk, sk = Template.key(partition, template.id)
    moved = Template(**(kept | {"pk": pk, "sk": sk}))

    def write(transaction: Transaction) -> None:
        transaction.delete(template, Template.usage_count == template.usage_count)
        transaction.update(TemplateCount(template.pk), [TemplateCount.length.add(-1)])
        rules.keep_actions(transaction, moved)

    try:
        transact(write)
    except ConditionFailed as failed:
        if failed.concerns(TemplateCount):
            raise TooManyTemplates from None
        raise
    return moved
