"""What of the catalogue a new job may use."""

import pytest

from local.stack import Stack
from splashmy.core.ids import StyleId, new_id
from splashmy.styles import catalogue
from splashmy.styles.records import StyleNotFound, StyleUnavailable
from tests.factories.styles import a_category, a_style


def test_a_style_that_is_not_offered_serves_no_new_job(stack: Stack) -> None:
    hidden = a_style(is_active=False), a_style(a_category(is_active=False))

    for style in hidden:
        with pytest.raises(StyleUnavailable):
            catalogue.get(style.id)


def test_an_unknown_style_is_not_found(stack: Stack) -> None:
    with pytest.raises(StyleNotFound):
        catalogue.get(new_id(StyleId))
