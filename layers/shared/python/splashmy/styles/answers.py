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


def category(counted: CountedCategory) -> CategoryAnswer:
    one = counted.category
    return CategoryAnswer(
        id=one.id,
        name=one.name,
        slug=one.slug,
        description=one.description,
        icon=one.icon,
        color=one.color,
        sort_order=int(one.sort_order),
        styles_count=counted.styles_count,
    )


def styles(page: Page[Listed], visitor: SignedIn | None) -> Page[StyleAnswer]:
    """A page of styles, with what the visitor thinks of them: one read when signed in."""
    style_ids = [one.style.id for one in page.results]
    known = preferences.of_user(visitor.id, style_ids) if visitor else {}

    def answer(listed: Listed) -> StyleAnswer:
        preference = known.get(listed.style.id)
        return StyleAnswer.model_validate(_brief(listed, preference, visitor is not None))

    return mapped(page, answer)


def style(listed: Listed, visitor: SignedIn | None) -> StyleDetail:
    """A style whole, with what the visitor thinks of it: one read when signed in."""
    style = listed.style
    preference = preferences.of_style(visitor.id, style.id) if visitor else None
    return StyleDetail.model_validate(
        {
            **_brief(listed, preference, visitor is not None),
            "default_quality": style.default_quality,
            "default_background": style.default_background,
            "default_output_format": style.default_output_format,
            "default_size": style.default_size,
            "supports_transparency": style.supports_transparency,
            "max_prompt_length": style.max_prompt_length,
            "variables": style.variables,
            "examples": [example(one) for one in listed.examples],
        }
    )


def example(one: Example) -> ExampleAnswer:
    return ExampleAnswer(
        id=one.id,
        original_url=media.url(one.original_key) if one.original_key else None,
        styled_url=media.url(one.styled_key),
        prompt=one.prompt,
        parameters=one.parameters,
        is_preview=one.is_preview,
    )


def thumbnail_url(listed: Listed) -> str | None:
    return media.url(listed.examples[0].styled_key) if listed.examples else None


def _brief(listed: Listed, preference: Preference | None, signed_in: bool) -> dict[str, Any]:
    style, totals = listed.style, listed.totals
    return {
        "id": style.id,
        "name": style.name,
        "slug": style.slug,
        "description": style.description,
        "category": listed.category,
        "tags": list(style.tags),
        "thumbnail_url": thumbnail_url(listed),
        "is_premium": style.is_premium,
        "popularity_score": style.popularity_score,
        "average_rating": totals.average_rating,
        "total_ratings": totals.total_ratings,
        "user_rating": preference.rating if preference else None,
        "is_user_favorite": bool(preference and preference.is_favorite) if signed_in else None,
        "created_at": style.created_at,
    }
