"""How the provider does and what it costs, as operators see it."""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from splashmy.core.clock import day, month, next_midnight, next_month, now
from splashmy.core.settings import settings
from splashmy.provider import attempts, budgets, models, prices
from splashmy.provider.records import Attempt, Outcome
from splashmy.web import ResponseModel

MOST_CALLS = 10_000  # read for one answer, about 5 MB
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIVE_MINUTES = timedelta(minutes=5)
BudgetName = Literal["daily", "monthly"]


class CallFigures(ResponseModel):
    """Calls that began within `seconds` from `begins_at`. `delivered` made the pictures of a job
    that completed; `undelivered` were billed, or may have been, for nobody. `success_rate` is
    from 0 to 1, null without a call that could have succeeded. Costs are in USD; where a cost is
    unknown, the most that it can be counts.
    """

    begins_at: datetime
    seconds: int
    calls: int
    delivered: int
    success_rate: float | None
    latency_p50_s: float | None
    latency_p95_s: float | None
    cost_usd: str
    undelivered: int
    undelivered_usd: str


class ProviderFigures(ResponseModel):
    """Oldest first where there are many. `counted_since` is a day ago, or later if there were more
    than 10,000 calls: what came before is not counted.
    """

    counted_since: datetime
    last_hour: CallFigures
    last_day: CallFigures
    by_5_minutes: list[CallFigures]
    by_hour: list[CallFigures]


class BudgetFigures(ResponseModel):
    """In USD: `spent_usd` for calls that ended, `reserved_usd` for those to come and under way. A
    limit of null is none.
    """

    budget: BudgetName
    limit_usd: str | None
    spent_usd: str
    reserved_usd: str
    resets_at: datetime


class ModelFigures(ResponseModel):
    """`shutdown` is the day that OpenAI has announced as the model's last, if it has."""

    name: str
    shutdown: date | None


class ProviderCall(ResponseModel):
    """`cost_usd` is null where it is unknown, or the call goes on: then `ceiling_usd` counts."""

    number: int
    begun_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    request_id: str | None
    input_tokens: int | None
    output_tokens: int | None
    cost_usd: str | None
    ceiling_usd: str
    delivered: bool


def recent() -> list[Attempt]:
    """The calls of the last day, newest first, at most 10,000: 2 Queries, more for each MB."""
    return attempts.latest(now() - DAY, most=MOST_CALLS)


def figures(found: Sequence[Attempt]) -> ProviderFigures:
    """Of what `recent` found."""
    moment = now()
    is_whole = len(found) < MOST_CALLS
    return ProviderFigures(
        counted_since=moment - DAY if is_whole else found[-1].begun_at,
        last_hour=_figures(found, moment - HOUR, HOUR),
        last_day=_figures(found, moment - DAY, DAY),
        by_5_minutes=_series(found, moment - HOUR, HOUR, FIVE_MINUTES),
        by_hour=_series(found, moment - DAY, DAY, HOUR),
    )


def budget_figures(reserved: Sequence[tuple[str, int]]) -> list[BudgetFigures]:
    """`reserved` are UTC days with the millionths of a dollar that are reserved of them."""
    moment, known = now(), settings()
    return [
        _budget("daily", day(moment), known.daily_budget_usd, next_midnight(moment), reserved),
        _budget("monthly", month(moment), known.monthly_budget_usd, next_month(moment), reserved),
    ]


def model_figures() -> ModelFigures:
    name = settings().image_model
    return ModelFigures(name=name, shutdown=models.shutdown(name))


def show(attempt: Attempt) -> ProviderCall:
    told, cost = attempt.attribute_values, attempt.attribute_values.get("micro_usd")
    usage = told.get("usage") or {}
    return ProviderCall(
        **{name: told.get(name) for name in ("ended_at", "outcome", "request_id")},
        number=int(attempt.number),
        begun_at=attempt.begun_at,
        input_tokens=usage.get("input_tokens"),
        output_tokens=usage.get("output_tokens"),
        cost_usd=None if cost is None else prices.dollars(int(cost)),
        ceiling_usd=prices.dollars(int(attempt.ceiling)),
        delivered=attempt.delivered,
    )


def _series(
    found: Sequence[Attempt], begin: datetime, length: timedelta, step: timedelta
) -> list[CallFigures]:
    """Oldest first."""
    return [_figures(found, begin + number * step, step) for number in range(length // step)]


def _figures(found: Sequence[Attempt], begin: datetime, length: timedelta) -> CallFigures:
    counted = attempts.figures(one for one in found if begin <= one.begun_at < begin + length)
    return CallFigures(
        begins_at=begin,
        seconds=int(length.total_seconds()),
        calls=counted.calls,
        delivered=counted.delivered,
        success_rate=counted.success_rate,
        latency_p50_s=counted.latency_p50,
        latency_p95_s=counted.latency_p95,
        cost_usd=prices.dollars(counted.micro_usd),
        undelivered=counted.undelivered,
        undelivered_usd=prices.dollars(counted.undelivered_micro_usd),
    )


def _budget(
    name: BudgetName,
    period: str,
    limit: float,
    resets_at: datetime,
    reserved: Sequence[tuple[str, int]],
) -> BudgetFigures:
    held = sum(micro_usd for day, micro_usd in reserved if day.startswith(period))
    return BudgetFigures(
        budget=name,
        limit_usd=None if math.isinf(limit) else f"{Decimal(str(limit)):.6f}",
        spent_usd=prices.dollars(max(0, budgets.spent(period) - held)),
        reserved_usd=prices.dollars(held),
        resets_at=resets_at,
    )
