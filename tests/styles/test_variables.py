"""What a style may declare as a variable of its template."""

from typing import Any

import pytest
from pydantic import ValidationError

from splashmy.core.details import OURS
from splashmy.styles.schemas import Variable


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": "choice", "choices": ["red"], "default": "tan"}, "default_not_a_choice"),
        ({"type": "text", "choices": ["red"]}, "choices_of_text"),
    ],
)
def test_a_variable_whose_fields_contradict_each_other_is_refused(
    fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        Variable(name="mood", **fields)

    assert [one["type"] for one in raised.value.errors()] == [f"{OURS}{code}"]
