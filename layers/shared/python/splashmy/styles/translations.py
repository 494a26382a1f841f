"""What styles and categories are called in the language of whoever is being answered."""

from collections.abc import Iterator

from splashmy.core import i18n
from splashmy.styles.records import Category, Style

TRANSLATED = ("name", "description")


def of(thing: Category | Style) -> dict[str, str]:
    """Its name and description; the original where there is no translation."""
    written = (thing.translations or {}).get(i18n.language()) or {}
    return {field: written.get(field) or getattr(thing, field) for field in TRANSLATED}


def names(thing: Category | Style) -> dict[str, str]:
    """What it is called in each language that it is translated to."""
    written = (thing.translations or {}).items()
    return {language: one["name"] for language, one in written if one and one.get("name")}


def in_every_language(thing: Category | Style) -> Iterator[str]:
    yield from (thing.name, thing.description)
    for written in (thing.translations or {}).values():
        yield from (written or {}).values()
