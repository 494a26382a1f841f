"""What the API tells of styles."""

from datetime import datetime
from typing import Any

from splashmy import media
from splashmy.auth.callers import SignedIn
from splashmy.styles import preferences
from splashmy.styles.catalogue import CountedCategory, Listed
from splashmy.styles.pages import mapped
from splashmy.styles.records import Example, Preference
from splashmy.web import Page, ResponseModel


class CategoryAnswer(ResponseModel):
    id: str
    name: str
    slug: str
    description: str
    icon: str
    color: str
    sort_order: int
    styles_count: int


class CategoryBrief(ResponseModel):
    id: str
    name: str
    slug: str


class ExampleAnswer(ResponseModel):
    """`is_preview`: made by the local preview, not by the image model."""

    id: str
    original_url: str | None
    styled_url: str
    prompt: str
    parameters: dict[str, Any]
    is_preview: bool


class Variable(ResponseModel):
    """`choices` is empty where any words will do."""

    name: str
    type: str
    choices: list[str]
    default: str


class StyleAnswer(ResponseModel):
    """`user_rating` and `is_user_favorite` are null to who is not signed in."""

    id: str
    name: str
    slug: str
    description: str
    category: CategoryBrief
    tags: list[str]
    thumbnail_url: str | None
    is_premium: bool
    popularity_score: float
    average_rating: float
    total_ratings: int
    user_rating: int | None
    is_user_favorite: bool | None
    created_at: datetime


class StyleDetail(StyleAnswer):
    default_quality: str
    default_background: str
    default_output_format: str
    default_size: str
    supports_transparency: bool
    max_prompt_length: int
    variables: list[Variable]
    examples: list[ExampleAnswer]


class ManagedStyle(StyleDetail):
    """What an administrator sees. `is_shipped`: the shipped files still rule it."""

    prompt_template: str
    is_active: bool
    is_shipped: bool
    sort_order: int


class ManagedCategory(CategoryAnswer):
    is_active: bool
    is_shipped: bool


class StyleBrief(ResponseModel):
    id: str
    name: str
    slug: str
    thumbnail_url: str | None


class PreferenceAnswer(ResponseModel):
    style: StyleBrief
    is_favorite: bool
    usage_count: int
    last_used: datetime | None
    preferred_quality: str | None
    preferred_background: str | None
    preferred_output_format: str | None
    preferred_size: str | None


class Deleted(ResponseModel):
    id: str


def category(counted: CountedCategory) -> CategoryAnswer:
    return CategoryAnswer.model_validate(_category(counted))


def managed_category(counted: CountedCategory) -> ManagedCategory:
    return ManagedCategory.model_validate(_category(counted))


def styles(page: Page[Listed], visitor: SignedIn | None) -> Page[StyleAnswer]:
    """A page of styles, with what the visitor thinks of them: one read when signed in."""
    style_ids = [one.style.id for one in page.results]
    known = preferences.of_styles(visitor.id, style_ids) if visitor else {}

    def answer(listed: Listed) -> StyleAnswer:
        opinion = _opinion(known.get(listed.style.id), visitor)
        return StyleAnswer.model_validate(_facts(listed) | opinion)

    return mapped(page, answer)


def style(listed: Listed, visitor: SignedIn | None) -> StyleDetail:
    """A style whole, with what the visitor thinks of it: one read when signed in."""
    preference = preferences.of_style(visitor.id, listed.style.id) if visitor else None
    examples = {"examples": [example(one) for one in listed.examples]}
    return StyleDetail.model_validate(_facts(listed) | examples | _opinion(preference, visitor))


def managed_style(listed: Listed) -> ManagedStyle:
    examples = {"examples": [example(one) for one in listed.examples]}
    return ManagedStyle.model_validate(_facts(listed) | examples | _opinion(None, None))


def example(one: Example) -> ExampleAnswer:
    urls = {
        "original_url": media.url(one.original_key) if one.original_key else None,
        "styled_url": media.url(one.styled_key),
    }
    return ExampleAnswer.model_validate(one.attribute_values | urls)


def preference(one: Preference, listed: Listed) -> PreferenceAnswer:
    values = dict.fromkeys(PreferenceAnswer.model_fields) | one.attribute_values
    return PreferenceAnswer.model_validate(values | {"style": _facts(listed)})


def _category(counted: CountedCategory) -> dict[str, Any]:
    return counted.category.attribute_values | {"styles_count": counted.styles_count}


def _facts(listed: Listed) -> dict[str, Any]:
    examples = listed.examples
    return listed.style.attribute_values | {
        "category": listed.category,
        "thumbnail_url": media.url(examples[0].styled_key) if examples else None,
        "average_rating": listed.totals.average_rating,
        "total_ratings": listed.totals.total_ratings,
    }


def _opinion(known: Preference | None, visitor: SignedIn | None) -> dict[str, Any]:
    return {
        "user_rating": known.rating if known else None,
        "is_user_favorite": bool(known and known.is_favorite) if visitor else None,
    }
