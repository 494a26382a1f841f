"""What every endpoint of one processed image refuses."""

from typing import Any

from splashmy.core.ids import ImageId, new_id
from splashmy.web import Endpoint
from tests.client import Answer, Client
from tests.factories.results import a_result
from tests.users import Account


def refusals(
    client: Client, endpoint: Endpoint[Any, Any], ana: Account, bob: Account, body: Any = None
) -> list[tuple[int, str]]:
    """Another user's, even if public; an own one that came from no image; none at all."""
    public = a_result(ana, original_image_id=new_id(ImageId), is_public=True).id
    asked = [(bob, public), (ana, a_result(ana).id), (ana, new_id(ImageId)), (None, public)]
    answers: list[Answer] = [
        client.call(endpoint, caller=caller, result_id=result_id, body=body)
        for caller, result_id in asked
    ]
    return [(one.status, one.code) for one in answers]


NOT_FOUND = [(404, "result_not_found")] * 3 + [(401, "unauthorized")]
