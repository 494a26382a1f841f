"""Ratings: the user's own, with the style's count and sum in the same transaction."""

from splashmy.core.ids import StyleId, UserId
from splashmy.styles import counters, preferences
from splashmy.styles.counters import Totals
from splashmy.styles.preferences import Change
from splashmy.styles.records import Preference


def rate(user_id: UserId, style_id: StyleId, *, rating: int, comment: str) -> Totals:
    """Rate a style from 1 to 5, in the place of the user's earlier rating if there is one."""

    def decide(known: Preference) -> Change:
        earlier = int(known.rating or 0)
        return Change(
            [Preference.rating.set(rating), Preference.comment.set(comment)],
            {"rating_sum": rating - earlier, "total_ratings": 0 if earlier else 1},
        )

    preferences.change(user_id, style_id, decide)
    return counters.totals(style_id)
