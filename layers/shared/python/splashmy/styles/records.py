"""The `styles` table: the catalogue and what each user thinks of it.

| item       | pk         | sk                      | access                                         |
|------------|------------|-------------------------|------------------------------------------------|
| Category   | CATALOGUE  | CATEGORY#<id>           | the whole catalogue is 1 Query (about 100 KB)  |
| Style      | CATALOGUE  | STYLE#<id>              | with the whole catalogue                       |
| Example    | CATALOGUE  | STYLE#<id>#EXAMPLE#<id> | with the whole catalogue                       |
| Tally      | CATALOGUE  | STYLE#<id>#TALLY#<n>    | with the whole catalogue, or of a style: Query |
| SlugClaim  | SLUG#<...> | CLAIM                   | put only if absent: keeps slugs unique         |
| Preference | USER#<sub> | STYLE#<id>              | GetItem, BatchGetItem, all of a user: 1 Query  |
"""

import random
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import CategoryId, ExampleId, StyleId, UserId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import STYLES
from splashmy.provider.parameters import DEFAULTS, StyleDefaults

CATALOGUE = "CATALOGUE"
TALLIES = 8


class StyleNotFound(NotFound):
    message = "Style not found."


class CategoryNotFound(NotFound):
    message = "Category not found."


class ExampleNotFound(NotFound):
    message = "Example not found."


class StyleUnavailable(Conflict):
    message = "This style is no longer available. Please choose another one."


class SlugTaken(Conflict):
    message = "This slug is taken. Please choose another one."


class CategoryNotEmpty(Conflict):
    message = "This category still has styles; move or delete them first."


class Category(Record):
    """`moves` counts the styles that ever came into it."""

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(CategoryId)
    name = UnicodeAttribute()
    slug = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    icon = UnicodeAttribute(default="")
    color = UnicodeAttribute(default="")
    sort_order = NumberAttribute(default=0)
    is_active = BooleanAttribute(default=True)
    translations = JSONAttribute(default=dict)
    is_shipped = BooleanAttribute(default=False)
    moves = NumberAttribute(null=True)

    @staticmethod
    def key(category_id: CategoryId) -> tuple[str, str]:
        return CATALOGUE, f"CATEGORY#{category_id}"


class Style(Record):
    """A prompt template with its defaults.

    `is_shipped` says that the catalogue files still rule it: an administrator's edit ends that.
    `heat` is recent use as of `heat_at`, when `heat_total` had been counted: see popularity.
    """

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(StyleId)
    category_id = id_attribute(CategoryId)
    name = UnicodeAttribute()
    slug = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    prompt_template = UnicodeAttribute()
    variables = JSONAttribute(default=list)
    default_quality = UnicodeAttribute(default="auto")
    default_background = UnicodeAttribute(default="auto")
    default_output_format = UnicodeAttribute(default="png")
    default_size = UnicodeAttribute(default="auto")
    supports_transparency = BooleanAttribute(default=False)
    max_prompt_length = NumberAttribute(default=2000)
    is_premium = BooleanAttribute(default=False)
    is_active = BooleanAttribute(default=True)
    sort_order = NumberAttribute(default=0)
    tags: ListAttribute[str] = ListAttribute(default=list)
    translations = JSONAttribute(default=dict)
    is_shipped = BooleanAttribute(default=False)
    popularity_score = NumberAttribute(default=0)
    heat = NumberAttribute(default=0)
    heat_total = NumberAttribute(default=0)
    heat_at = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(style_id: StyleId) -> tuple[str, str]:
        return CATALOGUE, f"STYLE#{style_id}"

    @property
    def defaults(self) -> StyleDefaults:
        """What a job in this style gets where its owner does not choose."""
        parameters = {name: getattr(self, f"default_{name}") for name in DEFAULTS}
        return StyleDefaults(self.name, self.supports_transparency, parameters)


class Example(Record):
    """A picture before and after the style; `is_preview` was not made by the image model."""

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(ExampleId)
    style_id = id_attribute(StyleId)
    original_key = UnicodeAttribute(null=True)
    styled_key = UnicodeAttribute()
    prompt = UnicodeAttribute(default="")
    parameters = JSONAttribute(default=dict)
    is_preview = BooleanAttribute(default=False)
    is_shipped = BooleanAttribute(default=False)
    sort_order = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(style_id: StyleId, example_id: ExampleId) -> tuple[str, str]:
        return CATALOGUE, f"STYLE#{style_id}#EXAMPLE#{example_id}"


class Tally(Record):
    """A share of a style's counters: the style's are the sum, so that no item is a hot one."""

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    style_id = id_attribute(StyleId)
    rating_sum = NumberAttribute(default=0)
    total_ratings = NumberAttribute(default=0)
    favorite_count = NumberAttribute(default=0)
    usage_count = NumberAttribute(default=0)

    @staticmethod
    def prefix(style_id: StyleId) -> str:
        return f"STYLE#{style_id}#TALLY#"

    @classmethod
    def any_of(cls, style_id: StyleId) -> "Tally":
        return cls(CATALOGUE, f"{cls.prefix(style_id)}{random.randrange(TALLIES)}")  # noqa: S311


class CatalogueItem(Record):
    """Anything in the catalogue's partition, read as what its sort key says it is."""

    table = STYLES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Any:
        return _kind(data["sk"]["S"]).from_raw_data(data)


def _kind(sort_key: str) -> type[Record]:
    match sort_key.split("#"):
        case ["CATEGORY", _]:
            return Category
        case ["STYLE", _]:
            return Style
        case ["STYLE", _, "EXAMPLE", _]:
            return Example
        case ["STYLE", _, "TALLY", _]:
            return Tally
    raise ValueError(f"{sort_key} is no part of the catalogue")


class SlugClaim(Record):
    """Holds a slug for one category or style; put only if absent."""

    table = STYLES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="CLAIM")
    owner_id = id_attribute(UserId)

    @classmethod
    def of(cls, owner: Category | Style) -> "SlugClaim":
        return cls(f"SLUG#{type(owner).__name__}#{owner.slug}", "CLAIM", owner_id=owner.id)


class Preference(Record):
    """What one user thinks of one style, and how they like it made.

    `revision` counts the user's own changes: one that was made upon an older one is refused.
    """

    table = STYLES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    style_id = id_attribute(StyleId)
    is_favorite = BooleanAttribute(default=False)
    rating = NumberAttribute(null=True)
    comment = UnicodeAttribute(default="")
    usage_count = NumberAttribute(default=0)
    revision = NumberAttribute(default=0)
    updated_at = UTCDateTimeAttribute()
    last_used = UTCDateTimeAttribute(null=True)
    preferred_quality = UnicodeAttribute(null=True)
    preferred_background = UnicodeAttribute(null=True)
    preferred_output_format = UnicodeAttribute(null=True)
    preferred_size = UnicodeAttribute(null=True)

    @staticmethod
    def key(user_id: UserId, style_id: StyleId) -> tuple[str, str]:
        return f"USER#{user_id}", f"STYLE#{style_id}"
