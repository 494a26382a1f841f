"""The `styles` table: the catalogue and what each user thinks of it.

| item       | pk         | sk             | access                                                |
|------------|------------|----------------|-------------------------------------------------------|
| Category   | CATALOGUE  | CATEGORY#<id>  | the whole catalogue is 1 Query (a few dozen KB)       |
| Style      | CATALOGUE  | STYLE#<id>     | GetItem, or with the whole catalogue                  |
| Preference | USER#<sub> | STYLE#<id>     | GetItem, or all of one user's in 1 Query              |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.errors import NotFound
from splashmy.records import Record
from splashmy.resources import STYLES

CATALOGUE = "CATALOGUE"


class StyleNotFound(NotFound):
    message = "There is no such style."


class CategoryNotFound(NotFound):
    message = "There is no such category."


class Category(Record):
    class Meta:
        table_name = "styles"

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    slug = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    icon = UnicodeAttribute(default="")
    color = UnicodeAttribute(default="")
    sort_order = NumberAttribute(default=0)
    is_active = BooleanAttribute(default=True)


class Style(Record):
    """A prompt template with its defaults, and the counters of what users made of it."""

    class Meta:
        table_name = "styles"

    table = STYLES

    pk = UnicodeAttribute(hash_key=True, default=CATALOGUE)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    category_id = UnicodeAttribute()
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
    thumbnail_key = UnicodeAttribute(null=True)
    rating_sum = NumberAttribute(default=0)
    total_ratings = NumberAttribute(default=0)
    favorite_count = NumberAttribute(default=0)
    usage_count = NumberAttribute(default=0)
    popularity_score = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(style_id: str) -> tuple[str, str]:
        return CATALOGUE, f"STYLE#{style_id}"


class Preference(Record):
    """What one user thinks of one style, and how they like it made."""

    class Meta:
        table_name = "styles"

    table = STYLES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    style_id = UnicodeAttribute()
    is_favorite = BooleanAttribute(default=False)
    rating = NumberAttribute(null=True)
    comment = UnicodeAttribute(default="")
    usage_count = NumberAttribute(default=0)
    last_used = UTCDateTimeAttribute(null=True)
    preferred_quality = UnicodeAttribute(null=True)
    preferred_background = UnicodeAttribute(null=True)
    preferred_output_format = UnicodeAttribute(null=True)
    preferred_size = UnicodeAttribute(null=True)

    @staticmethod
    def key(user_id: str, style_id: str) -> tuple[str, str]:
        return f"USER#{user_id}", f"STYLE#{style_id}"
