"""Filters and orders of the style list."""

from enum import StrEnum

from splashmy.core import folding
from splashmy.styles import popularity, translations
from splashmy.styles.catalogue import Listed


class StyleOrder(StrEnum):
    POPULARITY = "popularity"
    NAME = "name"
    NEWEST = "newest"
    RATING = "rating"


def matching(
    styles: list[Listed], *, category: str | None, premium: bool | None, search: str | None
) -> list[Listed]:
    """`category` is a slug or an id; `search` words must all be in name, description or tags."""
    words = folding.words(search or "")
    return [
        one
        for one in styles
        if (category is None or (one.category and category in (one.category.id, one.category.slug)))
        and (premium is None or one.style.is_premium == premium)
        and all(word in _text(one) for word in words)
    ]


def ordered(styles: list[Listed], order: StyleOrder) -> list[Listed]:
    """`styles` in their own order, which decides between equals."""
    match order:
        case StyleOrder.NAME:
            return sorted(styles, key=_name)
        case StyleOrder.NEWEST:
            return sorted(styles, key=lambda one: one.style.created_at, reverse=True)
        case StyleOrder.RATING:
            return sorted(styles, key=lambda one: popularity.fair_rating(one.totals), reverse=True)
        case StyleOrder.POPULARITY:
            return sorted(styles, key=lambda one: one.style.popularity_score, reverse=True)


def _text(listed: Listed) -> str:
    """In every language: who reads Spanish may know a style by its English name."""
    style = listed.style
    return folding.fold(" ".join((*translations.in_every_language(style), *style.tags)))


def _name(listed: Listed) -> str:
    return folding.fold(translations.of(listed.style)["name"])
