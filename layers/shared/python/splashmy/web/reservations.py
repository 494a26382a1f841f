"""What an Idempotency-Key stands for: the id of the one thing that it makes, and the answer.

| item        | pk            | sk               | access                             |
|-------------|---------------|------------------|------------------------------------|
| Reservation | USER#<caller> | <hash of a key>  | put only if absent; GetItem if not |

The id is written before anything is made. Whoever sends the key again, after a time-out or a death
anywhere in between, goes on with the same id, so that the thing is made once at most.
"""

import time
from collections.abc import Mapping
from contextlib import suppress

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from splashmy.core import deadline
from splashmy.core.clock import now
from splashmy.core.details import Detail
from splashmy.core.errors import Conflict, InvalidRequest
from splashmy.core.ids import ReservedId, new_id
from splashmy.core.records import ConditionFailed, Record
from splashmy.core.resources import IDEMPOTENCY

KEPT_FOR = 24 * 3600  # seconds
LONGEST_ATTEMPT = 29  # seconds, API Gateway's


class IdempotencyKeyReused(InvalidRequest):
    message = "This Idempotency-Key was already used with another body."


class IdempotencyInProgress(Conflict):
    message = "The first request with this Idempotency-Key is still running."


class Reservation(Record):
    """`fields` has a hash of each field of the body; none while another body may be sent.

    Until `locked_until` (epoch seconds) an attempt may be running. The answer has a `status` once
    there is one.
    """

    table = IDEMPOTENCY

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    reserved_id = UnicodeAttribute()
    attempts = NumberAttribute(default=1)
    fields = JSONAttribute(null=True)
    locked_until = NumberAttribute()
    status = NumberAttribute(null=True)
    headers = JSONAttribute(default=dict)
    body = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()

    @property
    def id(self) -> ReservedId:
        return ReservedId(self.reserved_id, is_repeated=self.attempts > 1)

    def finish(self, status: int, headers: Mapping[str, str], body: str) -> None:
        """Keep the answer for whoever sends the key again."""
        kind = type(self)
        answer: list[Action] = [
            kind.status.set(status),
            kind.headers.set(dict(headers)),
            kind.body.set(body),
        ]
        self.update(answer, kind.pk.exists())

    def release(self) -> None:
        """Let the next attempt begin at once; with the same id, since this one may have made it."""
        kind = type(self)
        self.update([kind.locked_until.set(0)], kind.attempts == self.attempts)

    def withdraw(self) -> None:
        """After a refusal the request may be corrected. If no attempt before may have made
        something, it is as if the key had never been sent.
        """
        kind = type(self)
        if self.attempts == 1:
            self.delete(kind.attempts == 1)
        else:
            released: list[Action] = [kind.locked_until.set(0), kind.fields.remove()]
            self.update(released, kind.pk.exists())


def reserve(pk: str, sk: str, fields: dict[str, str]) -> Reservation:
    """The reservation of a key, with its answer if there is one; if not, it is the caller's turn.

    Raises `IdempotencyKeyReused` and `IdempotencyInProgress`.
    """
    moment = now().timestamp()
    wanted = Reservation(
        pk,
        sk,
        reserved_id=new_id(str),
        fields=fields,
        locked_until=moment + min(deadline.remaining(), LONGEST_ATTEMPT),
        expires_at=int(time.time()) + KEPT_FOR,
    )
    try:
        wanted.save(Reservation.pk.does_not_exist() | (Reservation.expires_at < int(time.time())))
    except ConditionFailed:
        return _resumed(wanted, moment)
    return wanted


def _resumed(wanted: Reservation, moment: float) -> Reservation:
    try:
        known = Reservation.get(wanted.pk, wanted.sk, consistent_read=True)
    except Reservation.DoesNotExist:  # the first request was refused just now
        raise IdempotencyInProgress(retry_after=1) from None
    if known.reserved_id == wanted.reserved_id:  # it was written, and only the answer got lost
        return known
    if known.fields is not None and known.fields != wanted.fields:
        raise IdempotencyKeyReused(details=_differences(known.fields, wanted.fields))
    if known.status:
        return known
    if known.locked_until > moment:
        raise IdempotencyInProgress(retry_after=1)
    return _taken_over(known, wanted)


def _taken_over(known: Reservation, wanted: Reservation) -> Reservation:
    actions: list[Action] = [
        Reservation.attempts.add(1),
        Reservation.fields.set(wanted.fields),
        Reservation.locked_until.set(wanted.locked_until),
    ]
    unchanged = (Reservation.attempts == known.attempts) & Reservation.status.does_not_exist()
    with suppress(ConditionFailed):
        known.update(actions, unchanged)
        return known
    raise IdempotencyInProgress(retry_after=1)


def _differences(first: dict[str, str], second: dict[str, str]) -> list[Detail]:
    names = sorted(first.keys() | second.keys())
    return [Detail(name, "key_reused", {}) for name in names if first.get(name) != second.get(name)]
