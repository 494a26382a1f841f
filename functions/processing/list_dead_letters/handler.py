"""GET /processing/monitor/dead-letters/{queue}"""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from splashmy.core import dead_letters
from splashmy.core.dead_letters import DeadLetterQueueNotFound
from splashmy.core.resources import DEAD_LETTERS
from splashmy.web import Admin, ResponseModel, endpoint


class DeadLetterAnswer(ResponseModel):
    """`event` as its function got it, JSON; `error` is what it last ended in."""

    id: str
    event: str
    error: str | None
    sent_at: datetime


class DeadLettersAnswer(ResponseModel):
    queue: str
    messages: list[DeadLetterAnswer]


@endpoint(
    "GET",
    "/processing/monitor/dead-letters/{queue}",
    grants=[DEAD_LETTERS.find, DEAD_LETTERS.receive],
    errors=[DeadLetterQueueNotFound],
)
def handler(queue: Annotated[str, Path(max_length=80)], admin: Admin) -> DeadLettersAnswer:
    """Show some of the events in a queue of dead letters, at most 10. `queue` is a name that the
    monitor shows.

    SQS hands out what it finds first, and hides it for 2 seconds: asked again at once, it may
    show others, or none.
    """
    return DeadLettersAnswer.model_validate(
        {"queue": queue, "messages": dead_letters.look(queue)}, from_attributes=True
    )
