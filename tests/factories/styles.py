"""Styles and categories that exist for a test, written with the application's own models."""

from typing import Any

from splashmy.core.clock import now
from splashmy.core.ids import CategoryId, ExampleId, StyleId, new_id
from splashmy.core.resources import MEDIA, client
from splashmy.styles import editing
from splashmy.styles.records import Category, Example, Style


def a_category(**fields: Any) -> Category:
    category_id = new_id(CategoryId)
    given: dict[str, Any] = {"name": "Tested", "slug": f"tested-{category_id}", "sort_order": 99}
    category = Category(*Category.key(category_id), id=category_id, **given | fields)
    editing.create(category)
    return category


def a_style(category: Category | None = None, **fields: Any) -> Style:
    style_id, at = new_id(StyleId), now()
    given: dict[str, Any] = {
        "name": "Tested",
        "slug": f"tested-{style_id}",
        "prompt_template": "As {style_name}: {original_prompt}",
        "category_id": (category or a_category()).id,
        "created_at": at,
        "updated_at": at,
        "heat_at": at,
    }
    style = Style(*Style.key(style_id), id=style_id, **given | fields)
    editing.create(style)
    return style


def an_example(style: Style, *, stored: bool = False, **fields: Any) -> Example:
    """`stored` puts its picture into S3."""
    example_id = new_id(ExampleId)
    given: dict[str, Any] = {
        "id": example_id,
        "style_id": style.id,
        "styled_key": f"catalogue/{style.slug}/styled.webp",
        "prompt": "A boat",
        "created_at": now(),
    }
    example = Example(*Example.key(style.id, example_id), **given | fields)
    if stored:
        client("s3").put_object(Bucket=MEDIA.id, Key=example.styled_key, Body=b"styled")
    example.save()
    return example
