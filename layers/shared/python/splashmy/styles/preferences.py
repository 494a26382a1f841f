"""What a user thinks of styles: one item each, changed together with the style's counters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from splashmy.core.clock import now
from splashmy.core.ids import StyleId, UserId
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.styles import counters as style_counters
from splashmy.styles.records import Preference


@dataclass(frozen=True)
class Change:
    """What to do to a preference, and by how much it moves which counters of the style."""

    actions: list[Action]
    counters: dict[str, int] = field(default_factory=dict)


def of_style(user_id: UserId, style_id: StyleId) -> Preference | None:
    """As it is now; one GetItem."""
    try:
        return Preference.get(*Preference.key(user_id, style_id), consistent_read=True)
    except Preference.DoesNotExist:
        return None


def of_styles(user_id: UserId, style_ids: Iterable[StyleId]) -> dict[str, Preference]:
    """By style, for up to 100 of them; one BatchGetItem."""
    keys = [Preference.key(user_id, style_id) for style_id in style_ids]
    return {one.style_id: one for one in Preference.batch_get(keys)} if keys else {}


def of_user(user_id: UserId) -> list[Preference]:
    """All of them, at most one for each style; the latest change first; one Query."""
    pk, of_kind = f"USER#{user_id}", Preference.sk.startswith("STYLE#")
    found = Preference.query(pk, of_kind, consistent_read=True)
    return sorted(found, key=lambda one: one.updated_at, reverse=True)


def save(user_id: UserId, style_id: StyleId, changes: dict[str, Any]) -> Preference:
    """Set the fields that `changes` names; None forgets one."""

    def decide(known: Preference) -> Change:
        chosen = changes.get("is_favorite", known.is_favorite)
        return Change(
            [_set(name, value) for name, value in changes.items()],
            {"favorite_count": int(chosen) - int(known.is_favorite)},
        )

    change(user_id, style_id, decide)
    return of_style(user_id, style_id) or _fresh(user_id, style_id)


def _set(name: str, value: Any) -> Action:
    attribute: Attribute[Any] = getattr(Preference, name)
    return attribute.remove() if value is None else attribute.set(value)


@optimistic
def change(user_id: UserId, style_id: StyleId, decide: Callable[[Preference], Change]) -> None:
    """Commit what `decide` makes of the preference as it is; anew if it was changed meanwhile."""
    _commit(user_id, style_id, decide)


def withdraw(known: Preference) -> None:
    """Forget a preference; what it added to the style's counters is taken off, but for the uses."""
    rating, seen = int(known.rating or 0), known.revision

    def write(transaction: Transaction) -> None:
        transaction.delete(known, _is_at(seen))
        style_counters.add(
            transaction,
            known.style_id,
            favorite_count=-int(known.is_favorite),
            rating_sum=-rating,
            total_ratings=-bool(rating),
        )

    transact(write)


def _commit(user_id: UserId, style_id: StyleId, decide: Callable[[Preference], Change]) -> None:
    known = of_style(user_id, style_id) or _fresh(user_id, style_id)
    decided, seen = decide(known), known.revision
    actions = [
        *decided.actions,
        Preference.style_id.set(style_id),
        Preference.updated_at.set(now()),
        Preference.revision.set(seen + 1),
    ]

    def write(transaction: Transaction) -> None:
        transaction.update(_fresh(user_id, style_id), actions, _is_at(seen))
        style_counters.add(transaction, style_id, **decided.counters)

    transact(write)


def _is_at(revision: float) -> Condition:
    is_at: Condition = Preference.revision == revision
    return is_at if revision else Preference.revision.does_not_exist()


def _fresh(user_id: UserId, style_id: StyleId) -> Preference:
    return Preference(*Preference.key(user_id, style_id), style_id=style_id)
