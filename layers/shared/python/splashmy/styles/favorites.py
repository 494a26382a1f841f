"""Favourite styles."""

from splashmy.core.ids import StyleId, UserId
from splashmy.styles import preferences
from splashmy.styles.preferences import Change
from splashmy.styles.records import Preference


def choose(user_id: UserId, style_id: StyleId, wanted: bool | None) -> bool:
    """Make a style a favourite or not, or the opposite of what it is; says what it is now."""
    chosen = False

    def decide(known: Preference) -> Change:
        nonlocal chosen
        chosen = not known.is_favorite if wanted is None else wanted
        moved = int(chosen) - int(known.is_favorite)
        return Change([Preference.is_favorite.set(chosen)], {"favorite_count": moved})

    preferences.change(user_id, style_id, decide)
    return chosen
