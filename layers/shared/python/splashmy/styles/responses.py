"""What the API tells of styles."""

from typing import Any

from splashmy.core import media
from splashmy.identity.caller import SignedIn
from splashmy.styles import preferences, translations
from splashmy.styles.catalogue import CountedCategory, Listed
from splashmy.styles.records import Category, Example, Preference, Style
from splashmy.styles.schemas import (
    CategoryAnswer,
    ExampleAnswer,
    ManagedCategory,
    ManagedStyle,
    PreferenceAnswer,
    StyleAnswer,
    StyleDetail,
)
from splashmy.web import Page


def category(counted: CountedCategory) -> CategoryAnswer:
    return CategoryAnswer.model_validate(_category(counted))


def managed_category(counted: CountedCategory) -> ManagedCategory:
    return ManagedCategory.model_validate(_category(counted) | _written(counted.category))


def styles(page: Page[Listed], visitor: SignedIn | None) -> Page[StyleAnswer]:
    """A page of styles, with what the visitor thinks of them: one read when signed in."""
    style_ids = [one.style.id for one in page.results]
    known = preferences.of_styles(visitor.id, style_ids) if visitor else {}

    def answer(listed: Listed) -> StyleAnswer:
        opinion = _opinion(known.get(listed.style.id), visitor)
        return StyleAnswer.model_validate(_facts(listed) | opinion)

    return page.map(answer)


def style(listed: Listed, visitor: SignedIn | None) -> StyleDetail:
    """A style whole, with what the visitor thinks of it: one read when signed in."""
    preference = preferences.of_style(visitor.id, listed.style.id) if visitor else None
    examples = {"examples": [example(one) for one in listed.examples]}
    return StyleDetail.model_validate(_facts(listed) | examples | _opinion(preference, visitor))


def managed_style(listed: Listed) -> ManagedStyle:
    examples = {"examples": [example(one) for one in listed.examples]}
    facts = _facts(listed) | _written(listed.style)
    return ManagedStyle.model_validate(facts | examples | _opinion(None, None))


def example(one: Example) -> ExampleAnswer:
    urls = {
        "original_url": media.url(one.original_key) if one.original_key else None,
        "styled_url": media.url(one.styled_key),
        "urls_expire_at": media.urls_expire_at(),
    }
    return ExampleAnswer.model_validate(one.attribute_values | urls)


def preference(one: Preference, listed: Listed) -> PreferenceAnswer:
    values = dict.fromkeys(PreferenceAnswer.model_fields) | one.attribute_values
    return PreferenceAnswer.model_validate(values | {"style": _facts(listed)})


def _category(counted: CountedCategory) -> dict[str, Any]:
    return _shown(counted.category) | {"styles_count": counted.styles_count}


def _facts(listed: Listed) -> dict[str, Any]:
    examples = listed.examples
    return _shown(listed.style) | {
        "category": _shown(listed.category) if listed.category else None,
        "thumbnail_url": media.url(examples[0].styled_key) if examples else None,
        "urls_expire_at": media.urls_expire_at() if examples else None,
        "average_rating": listed.totals.average_rating,
        "total_ratings": listed.totals.total_ratings,
    }


def _shown(thing: Category | Style) -> dict[str, Any]:
    return thing.attribute_values | translations.of(thing)


def _written(thing: Category | Style) -> dict[str, Any]:
    """The original, whatever language the administrator reads: what is edited is what is stored."""
    return {field: getattr(thing, field) for field in translations.TRANSLATED}


def _opinion(known: Preference | None, visitor: SignedIn | None) -> dict[str, Any]:
    return {
        "user_rating": known.rating if known else None,
        "is_user_favorite": bool(known and known.is_favorite) if visitor else None,
    }
