"""Each call of the provider as a record: begun before it, finished once after it, by whoever comes.

What the deployment pays follows from these records, whatever becomes of the job.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from splashmy.core import metrics
from splashmy.core.clock import day, now
from splashmy.core.ids import JobId
from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.provider import budgets
from splashmy.provider.budgets import Charge
from splashmy.provider.prices import UNKNOWN, Receipt
from splashmy.provider.records import Attempt, Outcome

KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Ended:
    """How a call ended; an empty `receipt` if nobody knows what it cost."""

    outcome: Outcome
    receipt: Receipt = UNKNOWN
    request_id: str | None = None
    usage: Mapping[str, Any] | None = None


LOST = Ended("lost")


def begin(transaction: Transaction, charge: Charge, number: int, *, ceiling: int) -> Attempt:
    """Add the record of a call that is about to be made; its `ceiling`, in millionths of a dollar,
    is reserved already.
    """
    moment = now()
    attempt = Attempt(
        *Attempt.key(charge.job_id, number),
        job_id=charge.job_id,
        owner_id=charge.owner_id,
        number=number,
        begun_at=moment,
        begun_day=day(moment),
        ceiling=ceiling,
        budget_day=charge.day,
        expires_at=int((moment + KEPT).timestamp()),
    )
    transaction.save(attempt, Attempt.pk.does_not_exist())
    return attempt


def finish(attempt: Attempt, ended: Ended) -> bool:
    """Note how a call ended, once, and settle what was reserved for it. Never raises: what could
    not be noted now (False), `finish_left` notes later.
    """
    try:
        if _finish(attempt, ended):
            _measure(attempt, ended.receipt)
        return True
    except Exception:  # noqa: BLE001 pictures that were paid for must not be lost over their bill
        logger.exception("An attempt was not finished", number=int(attempt.number))
        metrics.record(metrics.ATTEMPTS_NOT_FINISHED)
        return False


def _finish(attempt: Attempt, ended: Ended) -> bool:
    """False if somebody else finished it."""
    ceiling = int(attempt.ceiling)
    charge = Charge(attempt.owner_id, attempt.job_id, attempt.budget_day)
    is_open = Attempt.pk.exists() & Attempt.ended_at.does_not_exist()

    def write(transaction: Transaction) -> None:
        transaction.update(attempt, _changes(ended), condition=is_open)
        budgets.settle(transaction, charge, ended.receipt.counted(ceiling) - ceiling)

    try:
        transact(write)
    except ConditionFailed:
        return False
    return True


def _changes(ended: Ended) -> list[Any]:
    changes = [Attempt.ended_at.set(now()), Attempt.outcome.set(ended.outcome)]
    if ended.request_id is not None:
        changes.append(Attempt.request_id.set(ended.request_id))
    if ended.usage is not None:
        changes.append(Attempt.usage.set(dict(ended.usage)))
    if ended.receipt.micro_usd is not None:
        changes.append(Attempt.micro_usd.set(ended.receipt.micro_usd))
    return changes


def _measure(attempt: Attempt, receipt: Receipt) -> None:
    ceiling = int(attempt.ceiling)
    metrics.record(metrics.PROVIDER_COST, receipt.counted(ceiling) / 1_000_000)
    if receipt.counted(ceiling) > ceiling:
        metrics.record(metrics.CEILINGS_EXCEEDED)


def finish_left(job_id: JobId, known: Mapping[int, Ended]) -> bool:
    """Finish what no worker finished, when none works any more: as far as `known` by number, else
    as lost. False if something could not be finished now.
    """
    left = [one for one in of_job(job_id) if one.is_open]
    finished = [finish(one, known.get(int(one.number), LOST)) for one in left]
    return all(finished)


def find(job_id: JobId, number: int) -> Attempt | None:
    try:
        return Attempt.get(*Attempt.key(job_id, number), consistent_read=True)
    except Attempt.DoesNotExist:
        return None


def of_job(job_id: JobId) -> list[Attempt]:
    """In their order; one Query."""
    pk, prefix = f"JOB#{job_id}", "ATTEMPT#"
    return list(Attempt.query(pk, Attempt.sk.startswith(prefix), consistent_read=True))


def latest(since: datetime, *, most: int) -> list[Attempt]:
    """Of the whole deployment, newest first, at most `most`: one Query for each UTC day, and one
    more for each MB.
    """
    found: list[Attempt] = []
    moment = now()
    while day(moment) >= day(since) and len(found) < most:
        begun = Attempt.by_begun.query(
            day(moment),
            Attempt.begun_at >= since,
            scan_index_forward=False,
            limit=most - len(found),
        )
        found += begun
        moment -= timedelta(days=1)
    return found


@dataclass(frozen=True)
class Figures:
    """Of the calls in some time. Latencies in seconds, money in millionths of a dollar;
    `success_rate` is None without a call that the provider could have answered.

    `delivered` made the results of a job; `undelivered` were billed, or may have been, but made
    none for anybody.
    """

    calls: int
    delivered: int
    success_rate: float | None
    latency_p50: float | None
    latency_p95: float | None
    micro_usd: int
    undelivered: int
    undelivered_micro_usd: int


def figures(attempts: Iterable[Attempt]) -> Figures:
    found = list(attempts)
    made = [one for one in found if one.outcome == "made"]
    failed = [one for one in found if one.outcome in ("failed", "lost")]
    latencies = sorted((one.ended_at - one.begun_at).total_seconds() for one in made)
    lost = [one for one in found if not one.is_open and not one.delivered and one.counted]
    return Figures(
        calls=len(found),
        delivered=sum(one.delivered for one in found),
        success_rate=len(made) / (len(made) + len(failed)) if made or failed else None,
        latency_p50=_percentile(latencies, 0.5),
        latency_p95=_percentile(latencies, 0.95),
        micro_usd=sum(one.counted for one in found),
        undelivered=len(lost),
        undelivered_micro_usd=sum(one.counted for one in lost),
    )


def _percentile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
