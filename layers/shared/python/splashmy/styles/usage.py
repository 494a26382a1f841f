"""How often a style was used."""

from pynamodb.expressions.update import Action

from splashmy.core.clock import now
from splashmy.core.ids import StyleId, UserId
from splashmy.core.transactions import Transaction
from splashmy.styles import counters
from splashmy.styles.records import Preference


def count(transaction: Transaction, user_id: UserId, style_id: StyleId) -> None:
    """Count one use by a user, in the transaction that settles it; two updates, no condition."""
    at = now()
    used: list[Action] = [
        Preference.usage_count.add(1),
        Preference.last_used.set(at),
        Preference.updated_at.set(at),
        Preference.style_id.set(style_id),
    ]
    transaction.update(Preference(*Preference.key(user_id, style_id)), used)
    counters.add(transaction, style_id, usage_count=1)
