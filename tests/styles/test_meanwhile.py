"""What somebody else changed after the catalogue was read stays as they left it."""

from datetime import timedelta

import pytest

from splashmy.core.clock import now
from splashmy.core.records import ConditionFailed
from splashmy.styles import catalogue, editing, examples, popularity
from splashmy.styles.records import CategoryNotFound, Example, Style
from splashmy.styles.schemas import ChangeExample
from tests.factories.styles import a_category, a_style, an_example

pytestmark = pytest.mark.usefixtures("stack")


def test_a_style_that_is_there_already_is_not_made_anew() -> None:
    style = a_style()
    again = Style(**(style.attribute_values | {"slug": f"again-{style.id}"}))

    with pytest.raises(ConditionFailed):
        editing.create(again)

    assert catalogue.stored_style(style.id).style.slug == style.slug


def test_no_style_comes_into_a_category_that_was_deleted() -> None:
    category = a_category()
    editing.remove(category)

    with pytest.raises(ConditionFailed):
        a_style(category)

    with pytest.raises(CategoryNotFound):
        catalogue.stored_category(category.id)


def test_an_example_that_was_deleted_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    example = an_example(a_style())
    example.delete()
    monkeypatch.setattr(examples, "find", lambda *_: example)

    with pytest.raises(ConditionFailed):
        examples.change(example.style_id, example.id, ChangeExample(prompt="A ship"))

    with pytest.raises(Example.DoesNotExist):
        example.refresh(consistent_read=True)


def test_a_popularity_that_another_run_has_renewed_is_left_alone() -> None:
    style, later = a_style(), now() + timedelta(seconds=1)
    listed = catalogue.read(consistent=True).styles[style.id]
    Style(style.pk, style.sk).update([Style.heat_at.set(later)])

    popularity._renew(listed, now())

    assert catalogue.stored_style(style.id).style.heat_at == later
