"""Styles and categories that exist for a test, written with the application's own models."""

from typing import Any

from splashmy.ids import new_id, now
from splashmy.styles import editing
from splashmy.styles.records import Category, Example, Style


def a_category(**fields: Any) -> Category:
    category_id = new_id()
    given = {"name": "Tested", "slug": f"tested-{category_id}", "sort_order": 99} | fields
    category = Category(*Category.key(category_id), id=category_id, **given)
    editing.create(category)
    return category


def a_style(category: Category | None = None, **fields: Any) -> Style:
    style_id, at = new_id(), now()
    given = {
        "name": "Tested",
        "slug": f"tested-{style_id}",
        "prompt_template": "As {style_name}: {original_prompt}",
        "category_id": (category or a_category()).id,
    } | fields
    times = {"created_at": at, "updated_at": at, "heat_at": at}
    style = Style(*Style.key(style_id), id=style_id, **given, **times)
    editing.create(style)
    return style


def an_example(style: Style, **fields: Any) -> Example:
    example_id = new_id()
    given = {"styled_key": f"catalogue/{style.slug}/styled.webp", "prompt": "A boat"} | fields
    example = Example(
        *Example.key(style.id, example_id),
        id=example_id,
        style_id=style.id,
        created_at=now(),
        **given,
    )
    example.save()
    return example
