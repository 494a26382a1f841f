"""POST /processing/monitor/dead-letters/{queue}/redrive"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from splashmy.core import dead_letters
from splashmy.core.dead_letters import DeadLetterQueueNotFound
from splashmy.core.resources import DEAD_LETTERS, FAILED_FUNCTIONS
from splashmy.web import Admin, ResponseModel, endpoint


class Redriven(ResponseModel):
    """`left` is about."""

    redriven: int
    left: int


@endpoint(
    "POST",
    "/processing/monitor/dead-letters/{queue}/redrive",
    message="The events were sent again.",
    grants=[
        DEAD_LETTERS.count,
        DEAD_LETTERS.receive,
        DEAD_LETTERS.delete,
        FAILED_FUNCTIONS.invoke,
    ],
    errors=[DeadLetterQueueNotFound],
    timeout=25,
)
def handler(queue: Annotated[str, Path(max_length=80)], admin: Admin) -> Redriven:
    """Give the events in a queue of dead letters to their function once more.

    As many as 20 seconds allow: some hundred. An event that fails again comes back.
    """
    return Redriven(redriven=dead_letters.redrive(queue), left=dead_letters.left(queue))
