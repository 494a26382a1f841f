"""What a user thinks of styles."""

from collections.abc import Iterable

from splashmy.styles.records import Preference


def of_user(user_id: str, style_ids: Iterable[str]) -> dict[str, Preference]:
    """By style, for up to 100 styles; one BatchGetItem."""
    keys = [Preference.key(user_id, style_id) for style_id in style_ids]
    return {one.style_id: one for one in Preference.batch_get(keys)} if keys else {}


def of_style(user_id: str, style_id: str) -> Preference | None:
    """As it is now; one GetItem."""
    try:
        return Preference.get(*Preference.key(user_id, style_id), consistent_read=True)
    except Preference.DoesNotExist:
        return None
