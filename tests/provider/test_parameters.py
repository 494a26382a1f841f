"""What cannot be sent is refused, never dropped."""

from typing import Any

import pytest

from splashmy.core.errors import InvalidRequest
from splashmy.provider import models
from splashmy.provider.parameters import Parameters, effective


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"size": "1000x1000"}, "size"),
        ({"background": "transparent", "output_format": "jpeg"}, "background"),
        ({"output_compression": 50}, "output_compression"),
        ({"partial_images": 2}, "partial_images"),
    ],
)
def test_what_the_model_cannot_do_is_refused(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        effective(Parameters.model_validate(asked), models.get("gpt-image-2.5-flare"))

    assert [one.field for one in refused.value.details] == [field]
