"""What a job refers to must be what its type takes."""

from typing import Any
from uuid import uuid4

import pytest

from splashmy.core.errors import InvalidRequest
from splashmy.jobs.references import check_references
from splashmy.jobs.schemas import CreateJob


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"job_type": "edit"}, "original_image_id"),
        ({"job_type": "generation", "style_id": str(uuid4())}, "style_id"),
        ({"job_type": "generation", "prompt": ""}, "prompt"),
        ({"job_type": "generation", "variables": {"light": "soft"}}, "variables"),
    ],
)
def test_what_a_type_lacks_or_does_not_take_is_refused(asked: dict[str, Any], field: str) -> None:
    job = CreateJob.model_validate({"prompt": "A lighthouse"} | asked)

    with pytest.raises(InvalidRequest) as refused:
        check_references(job)

    assert [one.field for one in refused.value.details] == [field]
