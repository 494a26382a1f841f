"""The catalogue: categories and styles, read whole."""

from dataclasses import dataclass

from splashmy.styles.records import CATALOGUE, Category


@dataclass(frozen=True)
class CountedCategory:
    """A category with the number of its active styles."""

    category: Category
    styles_count: int


def categories() -> list[CountedCategory]:
    active = [one for one in Category.query(CATALOGUE) if one.is_active]
    return [CountedCategory(one, 0) for one in sorted(active, key=lambda one: one.sort_order)]
