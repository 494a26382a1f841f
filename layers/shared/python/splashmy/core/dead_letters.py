"""Events that functions failed on for good, and that wait for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from splashmy.core import deadline
from splashmy.core.errors import NotFound
from splashmy.core.resources import DEAD_LETTERS, client

AT_ONCE = 10  # the most that SQS hands out in one call
LOOKED_AT = 2  # seconds that a message is hidden while it is looked at
SENT_AGAIN = 30  # seconds that one is hidden until it is deleted
TO_SEND = 3  # seconds at the end of a request in which no more are begun


class DeadLetterQueueNotFound(NotFound):
    message = "There is no such queue of dead letters."


@dataclass(frozen=True)
class DeadLetter:
    """An event as its function got it, and the error that it last ended in."""

    id: str
    event: str
    error: str | None
    sent_at: datetime


def waiting() -> dict[str, int]:
    """How many are in each queue, by its name, about; two calls for each."""
    return {name: _count(_url(name)) for name in DEAD_LETTERS.names}


def look(name: str) -> list[DeadLetter]:
    """Some of those in a queue, at most 10; they stay there, hidden for 2 seconds."""
    return [_letter(one) for one in _receive(_url(name), hidden=LOOKED_AT)]


def redrive(name: str) -> int:
    """Give a queue's events to its function once more, as many as the time allows; how many.

    SQS's own redrive serves only queues that messages came to from another queue. An event that is
    sent, but not deleted, is sent once more: functions take that.
    """
    url, sent = _url(name), 0
    for message in _each(url):
        client("lambda").invoke(
            FunctionName=DEAD_LETTERS.function_of(name),
            InvocationType="Event",
            Payload=message["Body"],
        )
        client("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        sent += 1
    return sent


def left(name: str) -> int:
    return _count(_url(name))


def _each(url: str) -> Iterator[dict[str, Any]]:
    """No more than there were: what fails again at once is not sent for ever."""
    for _ in range(0, _count(url), AT_ONCE):
        if deadline.remaining() < TO_SEND:
            return
        yield from _receive(url, hidden=SENT_AGAIN)


def _receive(url: str, *, hidden: int) -> list[dict[str, Any]]:
    answer = client("sqs").receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=hidden,
        MessageAttributeNames=["ErrorMessage"],
        MessageSystemAttributeNames=["SentTimestamp"],
    )
    found: list[dict[str, Any]] = answer.get("Messages", [])
    return found


def _letter(message: dict[str, Any]) -> DeadLetter:
    told = message.get("MessageAttributes", {}).get("ErrorMessage", {})
    sent_at = int(message["Attributes"]["SentTimestamp"]) / 1000
    return DeadLetter(
        id=message["MessageId"],
        event=message["Body"],
        error=told.get("StringValue"),
        sent_at=datetime.fromtimestamp(sent_at, UTC),
    )


def _url(name: str) -> str:
    if name not in DEAD_LETTERS.names:
        raise DeadLetterQueueNotFound
    return str(client("sqs").get_queue_url(QueueName=name)["QueueUrl"])


def _count(url: str) -> int:
    wanted = "ApproximateNumberOfMessages"
    told = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[wanted])["Attributes"]
    return int(told[wanted])
