"""What calls of the provider may cost: reserved at the ceiling before, settled at the cost after.

Three limits hold: the deployment's of a UTC day and month, and one that a user may have of a month.
The deployment's sums are spread over shards, so that no item is written by every job. A reservation
reads all shards and holds only if none was made in its own shard meanwhile: requests at the same
moment can overrun a budget by one reservation for each of the other shards, and by no more.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from splashmy.core import metrics
from splashmy.core.clock import next_midnight, next_month, now, seconds_until, timestamp
from splashmy.core.details import Detail
from splashmy.core.errors import TooManyRequests
from splashmy.core.ids import JobId, UserId
from splashmy.core.records import read_together
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction
from splashmy.provider.records import Spending

SHARDS = 8
Kept = Mapping[tuple[str, str], Spending]
Budget = Literal["daily", "monthly", "own"]


class BudgetExhausted(TooManyRequests):
    message = "The budget for images is used up. Please try again when it is renewed."


@dataclass(frozen=True)
class Charge:
    """Whose call it is, and the UTC day that it counts in."""

    owner_id: UserId
    job_id: JobId
    day: str

    @property
    def month(self) -> str:
        return self.day[:7]

    @property
    def own(self) -> tuple[str, str]:
        return Spending.user_key(self.owner_id, self.month)

    @property
    def shared(self) -> tuple[tuple[str, str], ...]:
        shard = int(self.job_id[-1], 16) % SHARDS
        return Spending.key(self.day, shard), Spending.key(self.month, shard)


def reserve(
    transaction: Transaction, charge: Charge, micro_usd: int, *, own_limit: Decimal | None
) -> None:
    """Count what a call can cost at most, with whatever else the transaction does.

    Raises `BudgetExhausted` where it does not fit. For an `optimistic` change: a condition fails
    when somebody else was faster.
    """
    kept = _kept(charge) if own_limit is not None or _is_limited() else {}
    for budget, spent, limit in _limits(charge, kept, own_limit):
        _check(budget, spent + micro_usd, limit)
    own = Spending(*charge.own)
    room = None
    if own_limit is not None:
        most = _micro(own_limit) - micro_usd
        room = (Spending.micro_usd <= most) | Spending.pk.does_not_exist()
    transaction.update(own, [Spending.micro_usd.add(micro_usd)], condition=room)
    for key in charge.shared:
        actions = [Spending.micro_usd.add(micro_usd), Spending.reservations.add(1)]
        transaction.update(Spending(*key), actions, condition=_unchanged(kept.get(key)))


def settle(transaction: Transaction, charge: Charge, micro_usd: int) -> None:
    """Add what a call cost more than was reserved for it; less than nothing where it cost less."""
    if micro_usd:
        for key in (charge.own, *charge.shared):
            transaction.update(Spending(*key), [Spending.micro_usd.add(micro_usd)])


def spent(period: str) -> int:
    """Millionths of a dollar that the deployment spent or reserved in a UTC day or month."""
    found = read_together(*((Spending, key) for key in _shards(period)))
    return sum(int(one.micro_usd) for one in found if one)


def _shards(period: str) -> list[tuple[str, str]]:
    return [Spending.key(period, shard) for shard in range(SHARDS)]


def _kept(charge: Charge) -> Kept:
    """The sums as they are, in one call; those that do not exist are 0."""
    keys = [charge.own, *_shards(charge.day), *_shards(charge.month)]
    found = read_together(*((Spending, key) for key in keys))
    return {key: one or Spending(*key) for key, one in zip(keys, found, strict=True)}


def _is_limited() -> bool:
    known = settings()
    return min(known.daily_budget_usd, known.monthly_budget_usd) < math.inf


def _limits(
    charge: Charge, kept: Kept, own_limit: Decimal | None
) -> Iterator[tuple[Budget, int, Decimal]]:
    known = settings()
    if own_limit is not None:
        yield "own", int(kept[charge.own].micro_usd), own_limit
    if known.daily_budget_usd < math.inf:
        yield "daily", _total(kept, charge.day), Decimal(str(known.daily_budget_usd))
    if known.monthly_budget_usd < math.inf:
        yield "monthly", _total(kept, charge.month), Decimal(str(known.monthly_budget_usd))


def _total(kept: Kept, period: str) -> int:
    return sum(int(kept[key].micro_usd) for key in _shards(period))


def _check(budget: Budget, micro_usd: int, limit: Decimal) -> None:
    fits = micro_usd <= _micro(limit)
    if budget != "own":
        used = 100 * micro_usd / _micro(limit) if fits and limit else 100
        metrics.record(metrics.BUDGET_USED, used, by=budget)
    if not fits:
        raise exhausted(budget)


def exhausted(budget: Budget) -> BudgetExhausted:
    moment = now()
    renewed = next_midnight(moment) if budget == "daily" else next_month(moment)
    return BudgetExhausted(
        details=[
            Detail("body", "budget_reached", {"budget": budget, "resets_at": timestamp(renewed)})
        ],
        retry_after=seconds_until(renewed, moment),
    )


def _micro(usd: Decimal) -> int:
    return int(usd * 1_000_000)


def _unchanged(read: Spending | None) -> Any:
    """No reservation since it was read. What is settled meanwhile only makes room."""
    if read is None:
        return None
    return (Spending.reservations == read.reservations) | Spending.reservations.does_not_exist()
