"""What administrators did, in the `users` table: append-only, kept for 400 days.

| item       | pk    | sk              | access                                |
|------------|-------|-----------------|---------------------------------------|
| AuditEntry | AUDIT | ENTRY#<id>      | newest first: 1 Query                 |
| AuditMonth | AUDIT | COUNT#<yyyy-mm> | how many: BatchGetItem of 15 months   |

An entry is written before its act and gets the answer's status after it, so that nothing is done
without an entry: one without a status is of an act that broke off. The entries of a month end
together with its counter, 400 days after the month has.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.clock import month, now
from splashmy.core.ids import AuditId, UserId, first_id, id_attribute, new_id
from splashmy.core.lists import Page, Place, length_of
from splashmy.core.records import Position, Record, query_slice, read_together
from splashmy.core.resources import USERS
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.caller import SignedIn

AUDIT = "AUDIT"
KEPT = timedelta(days=400)
LONGEST_VALUE = 500  # characters that are kept of one field


class AuditEntry(Record):
    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=AUDIT)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(AuditId)
    administrator_id = id_attribute(UserId)
    administrator = UnicodeAttribute()
    action = UnicodeAttribute()
    target_id = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    details = JSONAttribute(default=dict)
    status = NumberAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    expires_at = NumberAttribute()


class AuditMonth(Record):
    table = USERS

    pk = UnicodeAttribute(hash_key=True, default=AUDIT)
    sk = UnicodeAttribute(range_key=True)
    length = NumberAttribute(default=0)
    expires_at = NumberAttribute()


def begin(
    caller: SignedIn, action: str, *, target_id: str | None, body: Mapping[str, Any]
) -> AuditEntry:
    """Note what an administrator is about to do; `action` is an endpoint's method and path."""
    moment, id = now(), new_id(AuditId)
    expires_at = int((_month_after(moment) + KEPT).timestamp())
    entry = AuditEntry(
        AUDIT,
        f"ENTRY#{id}",
        id=id,
        administrator_id=caller.id,
        administrator=caller.username,
        action=action,
        target_id=target_id,
        reason=body.get("reason"),
        details={name: _shortened(value) for name, value in body.items() if name != "reason"},
        created_at=moment,
        expires_at=expires_at,
    )

    def write(transaction: Transaction) -> None:
        transaction.save(entry)
        counted = [AuditMonth.length.add(1), AuditMonth.expires_at.set(expires_at)]
        transaction.update(AuditMonth(AUDIT, f"COUNT#{month(moment)}"), counted)

    transact(write)
    return entry


def conclude(entry: AuditEntry, status: int) -> None:
    """Note how it was answered, once."""
    entry.update([AuditEntry.status.set(int(status))], AuditEntry.status.does_not_exist())


def page(*, size: int, position: Position | None) -> Page[AuditEntry]:
    """Newest first; one Query, and one call for how many there are."""
    months = list(_kept_months(now()))
    since = AuditEntry.sk.between(f"ENTRY#{first_id(months[-1])}", "ENTRY#~")
    found = query_slice(
        AuditEntry, AUDIT, range_key_condition=since, size=size, position=position, consistent=True
    )
    counters: list[Place] = [(AuditMonth, (AUDIT, f"COUNT#{month(one)}")) for one in months]
    count = sum(map(length_of, read_together(*counters)))
    return Page(found.records, count, found.next, found.previous)


def _kept_months(moment: datetime) -> Iterator[datetime]:
    """Their beginnings, the present one first."""
    begin = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while _month_after(begin) + KEPT > moment:
        yield begin
        begin = (begin - timedelta(days=1)).replace(day=1)


def _month_after(moment: datetime) -> datetime:
    begin = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (begin + timedelta(days=32)).replace(day=1)


def _shortened(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
