"""The catalogue, read whole with one Query and kept for a short while."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from splashmy.core.ids import CategoryId, StyleId
from splashmy.core.settings import settings
from splashmy.styles.counters import Totals
from splashmy.styles.records import (
    CATALOGUE,
    CatalogueItem,
    Category,
    CategoryNotFound,
    Example,
    Style,
    StyleNotFound,
    StyleUnavailable,
    Tally,
)


@dataclass(frozen=True)
class CountedCategory:
    """A category with the number of its active styles."""

    category: Category
    styles_count: int


@dataclass(frozen=True)
class Listed:
    """A style with what belongs to it."""

    style: Style
    category: Category | None
    examples: list[Example]
    totals: Totals

    @property
    def is_offered(self) -> bool:
        return bool(self.style.is_active and self.category and self.category.is_active)

    @property
    def place(self) -> tuple[float, float, str]:
        """Where it stands when nothing else decides."""
        order = self.category.sort_order if self.category else 0
        return order, self.style.sort_order, self.style.slug


@dataclass(frozen=True)
class Catalogue:
    """Everything, also what is not offered."""

    categories: dict[str, Category]
    styles: dict[str, Listed]
    read_at: float = field(default_factory=time.monotonic)

    @property
    def offered(self) -> list[Listed]:
        return [one for one in self.in_order if one.is_offered]

    @property
    def in_order(self) -> list[Listed]:
        return sorted(self.styles.values(), key=lambda one: one.place)

    @property
    def categories_in_order(self) -> list[CountedCategory]:
        found = sorted(self.categories.values(), key=lambda one: (one.sort_order, one.slug))
        return [self.counted(one) for one in found]

    def counted(self, category: Category) -> CountedCategory:
        styles = [one for one in self.offered if one.style.category_id == category.id]
        return CountedCategory(category, len(styles))

    @property
    def is_fresh(self) -> bool:
        return time.monotonic() - self.read_at < settings().catalogue_max_age


_kept: list[Catalogue] = []


def current() -> Catalogue:
    """The catalogue as it was at most `catalogue_max_age` seconds ago."""
    if not _kept or not _kept[0].is_fresh:
        _kept[:] = [read()]
    return _kept[0]


def read(*, consistent: bool = False) -> Catalogue:
    """The catalogue as it is now; one Query."""
    found: dict[type, list[Any]] = defaultdict(list)
    for item in CatalogueItem.query(CATALOGUE, consistent_read=consistent):
        found[type(item)].append(item)
    categories = {one.id: one for one in found[Category]}
    examples, tallies = _by_style(found[Example]), _by_style(found[Tally])
    styles = {
        one.id: Listed(
            style=one,
            category=categories.get(one.category_id),
            examples=sorted(examples[one.id], key=lambda it: (it.sort_order, it.id)),
            totals=Totals.of(tallies[one.id]),
        )
        for one in found[Style]
    }
    return Catalogue(categories, styles)


def categories() -> list[CountedCategory]:
    """The categories that are offered, in their order."""
    return [one for one in current().categories_in_order if one.category.is_active]


def offered(style_id: StyleId) -> Listed:
    """A style that anyone may see."""
    listed = _find(style_id)
    if not listed.is_offered:
        raise StyleNotFound
    return listed


def get(style_id: StyleId) -> Style:
    """A style that a new job may use."""
    listed = _find(style_id)
    if not listed.is_offered:
        raise StyleUnavailable
    return listed.style


def _find(style_id: StyleId) -> Listed:
    """Looks again for what was not there yet when the catalogue was kept."""
    listed = current().styles.get(style_id)
    if listed is None and settings().catalogue_max_age:
        _kept[:] = [read()]
        listed = _kept[0].styles.get(style_id)
    if listed is None:
        raise StyleNotFound
    return listed


def stored_style(style_id: StyleId) -> Listed:
    """As it is now, also when it is not offered."""
    try:
        return read(consistent=True).styles[style_id]
    except KeyError:
        raise StyleNotFound from None


def stored_styles() -> list[Listed]:
    """Every style as it is now, in their order."""
    return read(consistent=True).in_order


def stored_categories() -> list[CountedCategory]:
    """Every category as it is now, in their order."""
    return read(consistent=True).categories_in_order


def stored_category(category_id: CategoryId) -> CountedCategory:
    """As it is now, also when it is not offered."""
    everything = read(consistent=True)
    if category_id not in everything.categories:
        raise CategoryNotFound
    return everything.counted(everything.categories[category_id])


def _by_style(items: list[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        grouped[item.style_id].append(item)
    return grouped
