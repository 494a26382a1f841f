import json
from typing import Any

import pytest

from splashmy_client import models, operations
from tests.clients.python.deployment import Deployment, data
from tools.python_client.__main__ import DOCUMENT, files
from tools.python_client.schemas import operations as described


def test_what_is_generated_is_fresh() -> None:
    stale = [path.name for path, text in files().items() if path.read_text() != text]

    assert stale == [], "run 'make docs'"


def test_every_operation_of_the_document_has_a_function() -> None:
    document = json.loads(DOCUMENT.read_text())

    missing = [one.name for one in described(document) if not hasattr(operations, one.name)]

    assert missing == []


@pytest.mark.parametrize(
    ("request_", "sent"),
    [
        (operations.images_update_image("1", title="Cat"), {"title": "Cat"}),
        (
            operations.auth_update_profile(profile={"bio": "I draw."}),
            {"profile": {"bio": "I draw."}},
        ),
        (operations.auth_update_user("1", max_daily_processes=50), {"max_daily_processes": 50}),
    ],
)
def test_what_is_left_out_stays_out(request_: Any, sent: dict[str, Any]) -> None:
    deployment = Deployment(data({}))

    with pytest.raises(ValueError, match="Field required"):
        deployment.client().send(request_)

    assert json.loads(deployment.seen[0].content) == sent


def test_a_value_that_a_newer_deployment_adds_is_read() -> None:
    event = {
        "seq": 1, "type": "applause", "created_at": "2026-11-25T12:00:00Z", "status": "processing",
        "partial_image_index": None, "url": None, "urls_expire_at": None, "message": "",
        "volume": 11,
    }  # fmt: skip

    assert str(models.EventAnswer.model_validate(event).type) == "applause"
