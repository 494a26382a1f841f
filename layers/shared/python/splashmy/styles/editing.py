"""How administrators change the catalogue; slugs stay unique."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from splashmy.core.errors import InvalidRequest, NotFound
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.styles.records import Category, Example, SlugClaim, SlugTaken, Style
from splashmy.web import UpdateModel
from splashmy.web.faults import detail_of

M = TypeVar("M", bound=BaseModel)
Entry = Category | Style


def create(entry: Entry) -> None:
    def write(transaction: Transaction) -> None:
        transaction.save(SlugClaim.of(entry), SlugClaim.pk.does_not_exist())
        transaction.save(entry)

    try:
        transact(write)
    except ConditionFailed:
        raise SlugTaken from None


def change(entry: Entry, changes: dict[str, Any], *, missing: type[NotFound]) -> None:
    """Set the fields that `changes` names; from now on the shipped files leave it alone."""
    kind, renamed = type(entry), changes.get("slug", entry.slug) != entry.slug
    actions = [getattr(kind, name).set(value) for name, value in changes.items()]

    def write(transaction: Transaction) -> None:
        if renamed:
            claim = SlugClaim.of(kind(id=entry.id, slug=changes["slug"]))
            transaction.delete(SlugClaim.of(entry))
            transaction.save(claim, SlugClaim.pk.does_not_exist())
        transaction.update(entry, [*actions, kind.is_shipped.set(False)], kind.id.exists())

    try:
        transact(write)
    except ConditionFailed as failed:
        raise (SlugTaken if failed.concerns(SlugClaim) else missing) from None


def remove(entry: Entry, examples: Sequence[Example] = ()) -> None:
    def write(transaction: Transaction) -> None:
        for item in (SlugClaim.of(entry), entry, *examples):
            transaction.delete(item)

    transact(write)


def merged(model: type[M], stored: Any, changes: UpdateModel) -> M:
    """`stored` with what `changes` sets, checked as if it were new."""
    fields = {name: getattr(stored, name) for name in model.model_fields}
    try:
        return model.model_validate(fields | changes.given())
    except ValidationError as error:
        details = [detail_of(fault) for fault in error.errors(include_url=False)]
        raise InvalidRequest(details=details) from None
