"""GET /processing/quota"""

from datetime import datetime
from decimal import Decimal

from splashmy.core.clock import next_midnight, next_month, now
from splashmy.core.resources import JOBS
from splashmy.identity.limits import daily_attempts, daily_processes, monthly_cost
from splashmy.jobs import counters
from splashmy.jobs.counters import JOB_TYPES, Tally
from splashmy.provider import prices
from splashmy.web import Caller, ResponseModel, endpoint


class ByType(ResponseModel):
    generation: int
    edit: int
    style_transfer: int


class DailyAttempts(ResponseModel):
    """Calls of the image service today, whatever became of them."""

    limit: int
    used: int
    remaining: int


class Budget(ResponseModel):
    """USD of this UTC month, with what is reserved for jobs under way; a limit of null is none."""

    limit_usd: str | None
    used_usd: str
    remaining_usd: str | None
    resets_at: datetime


class QuotaAnswer(ResponseModel):
    """Images: `used` and `by_type` today, `totals` ever. `month_cost_usd` is what the caller's
    finished jobs cost this month, `budget` what all calls for the caller did.
    """

    daily_limit: int
    used: int
    remaining: int
    resets_at: datetime
    by_type: ByType
    totals: ByType
    month_cost_usd: str
    is_premium: bool
    daily_attempts: DailyAttempts
    budget: Budget


@endpoint("GET", "/processing/quota", grants=[JOBS.batch_get])
def handler(caller: Caller) -> QuotaAnswer:
    """Show how many images the caller may still ask for today, and what this month cost."""
    moment, allowed = now(), daily_processes(caller.user)
    tally = counters.of(caller.id, moment)
    used = int(tally.day.used)
    return QuotaAnswer(
        daily_limit=allowed,
        used=used,
        remaining=max(0, allowed - used),
        resets_at=next_midnight(moment),
        by_type=ByType.model_validate(tally.day),
        totals=ByType(**{one: int(tally.ever[one].images) for one in JOB_TYPES}),
        month_cost_usd=prices.dollars(sum(int(one.micro_usd) for one in tally.this_month.values())),
        is_premium=caller.is_premium,
        daily_attempts=_attempts(tally, daily_attempts(caller.user)),
        budget=_budget(tally, monthly_cost(caller.user), moment),
    )


def _attempts(tally: Tally, allowed: int) -> DailyAttempts:
    used = int(tally.day.attempts)
    return DailyAttempts(limit=allowed, used=used, remaining=max(0, allowed - used))


def _budget(tally: Tally, limit: Decimal | None, moment: datetime) -> Budget:
    used = Decimal(int(tally.spending.micro_usd)).scaleb(-6)
    return Budget(
        limit_usd=None if limit is None else f"{limit:.6f}",
        used_usd=f"{used:.6f}",
        remaining_usd=None if limit is None else f"{max(Decimal(0), limit - used):.6f}",
        resets_at=next_month(moment),
    )
