import time
from collections import Counter
from typing import Any

from ministack.services import sqs


def close() -> None:
    """A standard queue lets the message group with the least in flight go first, as SQS's fair
    queues do for the others while one group keeps many in flight. The emulator knows groups of FIFO
    queues only.
    """
    collect = sqs._collect_msgs

    def collect_fairly(queue: dict[str, Any], most: int, hidden_for: int) -> list[Any]:
        if not queue["is_fifo"]:
            _order(queue["messages"])
        found: list[Any] = collect(queue, most, hidden_for)
        return found

    sqs._collect_msgs = collect_fairly


def _order(messages: list[dict[str, Any]]) -> None:
    moment = time.time()
    in_flight = Counter(
        one.get("group_id")
        for one in messages
        if one["visible_at"] > moment and one.get("receive_count")
    )
    in_flight[None] = 0
    messages.sort(key=lambda one: (in_flight[one.get("group_id")], one["sent_at"]))
