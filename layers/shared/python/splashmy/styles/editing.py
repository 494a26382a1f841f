"""How administrators change the catalogue; slugs stay unique."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pynamodb.expressions.condition import Condition

from splashmy.core.errors import InvalidRequest
from splashmy.core.ids import CategoryId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.styles.records import Category, Example, SlugClaim, SlugTaken, Style
from splashmy.web import UpdateModel
from splashmy.web.faults import detail_of

M = TypeVar("M", bound=BaseModel)
Entry = Category | Style


def create(entry: Entry) -> None:
    """Raises `ConditionFailed` if the category of a style was deleted meanwhile."""

    def write(transaction: Transaction) -> None:
        transaction.save(SlugClaim.of(entry), SlugClaim.pk.does_not_exist())
        transaction.save(entry, type(entry).pk.does_not_exist())
        if isinstance(entry, Style):
            _count_move(transaction, entry.category_id)

    _commit(write)


def change(entry: Entry, changes: dict[str, Any]) -> None:
    """Set the fields that `changes` names; from now on the shipped files leave it alone.

    Raises `ConditionFailed` if the entry was renamed or deleted since it was read, or the category
    that a style moves to was.
    """
    kind, renamed = type(entry), changes.get("slug", entry.slug) != entry.slug
    actions = [getattr(kind, name).set(value) for name, value in changes.items()]

    def write(transaction: Transaction) -> None:
        if renamed:
            claim = SlugClaim.of(kind(id=entry.id, slug=changes["slug"]))
            transaction.delete(SlugClaim.of(entry))
            transaction.save(claim, SlugClaim.pk.does_not_exist())
        transaction.update(entry, [*actions, kind.is_shipped.set(False)], kind.slug == entry.slug)
        if "category_id" in changes:
            _count_move(transaction, changes["category_id"])

    _commit(write)


def remove(entry: Entry, examples: Sequence[Example] = ()) -> None:
    """Raises `ConditionFailed` if it was renamed, or a style came into it, since it was read."""
    unchanged: Condition = type(entry).slug == entry.slug
    if isinstance(entry, Category):
        unchanged &= (
            Category.moves == entry.moves if entry.moves else Category.moves.does_not_exist()
        )

    def write(transaction: Transaction) -> None:
        transaction.delete(entry, unchanged)
        for item in (SlugClaim.of(entry), *examples):
            transaction.delete(item)

    transact(write)


def _count_move(transaction: Transaction, category_id: CategoryId) -> None:
    """So that nobody deletes a category as empty who looked before the style came."""
    category = Category(*Category.key(category_id))
    transaction.update(category, [Category.moves.add(1)], Category.id.exists())


def _commit(write: Callable[[Transaction], None]) -> None:
    try:
        transact(write)
    except ConditionFailed as failed:
        if failed.concerns(SlugClaim):
            raise SlugTaken from None
        raise


def merged(model: type[M], stored: Any, changes: UpdateModel) -> M:
    """`stored` with what `changes` sets, checked as if it were new."""
    fields = {name: getattr(stored, name) for name in model.model_fields}
    try:
        return model.model_validate(fields | changes.given())
    except ValidationError as error:
        details = [detail_of(fault) for fault in error.errors(include_url=False)]
        raise InvalidRequest(details=details) from None
