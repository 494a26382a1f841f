"""A request that is sent again with its key, because no answer came."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from splashmy.web import Endpoint
from splashmy.web.reservations import Reservation
from tests.client import Answer, Client
from tests.users import Account


def sent_again(
    client: Client,
    endpoint: Endpoint[Any, Any],
    *,
    caller: Account,
    body: Any,
    meanwhile: Callable[[Answer], object] = lambda _: None,
    **path: Any,
) -> tuple[Answer, Answer]:
    """What a function answers that then dies before it has noted it, and what the next one does."""
    key = {"Idempotency-Key": uuid4().hex}
    send = partial(client.call, endpoint, caller=caller, body=body, headers=key, **path)
    first = send()
    meanwhile(first)
    _forget_answers(caller)
    return first, send()


def _forget_answers(caller: Account) -> None:
    for one in Reservation.query(f"USER#{caller.id}", consistent_read=True):
        gone = [
            Reservation.status.remove(),
            Reservation.headers.remove(),
            Reservation.body.remove(),
        ]
        one.update([*gone, Reservation.locked_until.set(0)])
