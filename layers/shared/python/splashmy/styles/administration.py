"""What administrators do to the catalogue."""

from splashmy.core.clock import now
from splashmy.core.ids import CategoryId, ReservedId, StyleId
from splashmy.core.transactions import optimistic
from splashmy.styles import catalogue, editing, examples
from splashmy.styles.records import (
    Category,
    CategoryNotEmpty,
    CategoryNotFound,
    Example,
    Style,
)
from splashmy.styles.schemas import ChangeCategory, ChangeStyle, NewCategory, NewStyle


def add_category(body: NewCategory, new_id: ReservedId) -> CategoryId:
    category_id = CategoryId(new_id.value)
    if new_id.is_repeated and category_id in catalogue.read(consistent=True).categories:
        return category_id
    fields = body.model_dump(mode="json")
    editing.create(Category(*Category.key(category_id), id=category_id, **fields))
    return category_id


@optimistic
def change_category(category_id: CategoryId, body: ChangeCategory) -> None:
    stored = catalogue.stored_category(category_id).category
    whole = editing.merged(NewCategory, stored, body)
    changes = whole.model_dump(mode="json", include=body.model_fields_set)
    editing.change(stored, changes)


@optimistic
def remove_category(category_id: CategoryId) -> None:
    """Its styles must be gone, also those that are not offered."""
    everything = catalogue.read(consistent=True)
    if category_id not in everything.categories:
        raise CategoryNotFound
    if any(one.style.category_id == category_id for one in everything.styles.values()):
        raise CategoryNotEmpty
    editing.remove(everything.categories[category_id])


@optimistic
def add_style(body: NewStyle, new_id: ReservedId) -> StyleId:
    style_id, at = StyleId(new_id.value), now()
    if new_id.is_repeated and style_id in catalogue.read(consistent=True).styles:
        return style_id
    catalogue.stored_category(body.category_id)
    style = Style(
        *Style.key(style_id),
        id=style_id,
        created_at=at,
        updated_at=at,
        heat_at=at,
        **body.model_dump(mode="json"),
    )
    editing.create(style)
    return style_id


@optimistic
def change_style(style_id: StyleId, body: ChangeStyle) -> None:
    stored = catalogue.stored_style(style_id).style
    whole = editing.merged(NewStyle, stored, body)
    if "category_id" in body.model_fields_set:
        catalogue.stored_category(body.category_id)
    changes = whole.model_dump(mode="json", include=body.model_fields_set)
    editing.change(stored, changes | {"updated_at": now()})


def remove_style(style_id: StyleId) -> None:
    """With its examples and their pictures; results made in it keep its name."""
    for example in _remove_style(style_id):
        examples.remove_pictures(example)


@optimistic
def _remove_style(style_id: StyleId) -> list[Example]:
    listed = catalogue.stored_style(style_id)
    editing.remove(listed.style, listed.examples)
    return listed.examples
