"""The generated documentation."""

from pathlib import Path

import pytest
from openapi_spec_validator import validate

from infra import docs


@pytest.mark.parametrize("path", docs.pages(), ids=lambda path: path.name)
def test_a_generated_page_is_fresh(path: Path) -> None:
    assert path.read_text() == docs.pages()[path], "stale: run `make docs`"


def test_the_openapi_document_is_valid() -> None:
    validate(docs.openapi())


def test_every_operation_has_its_own_id() -> None:
    operations = [one for path in docs.openapi()["paths"].values() for one in path.values()]

    assert len({one["operationId"] for one in operations}) == len(operations)
