"""GET /processing/quota"""

from datetime import datetime

from splashmy.core.clock import next_midnight, now
from splashmy.core.resources import JOBS
from splashmy.identity.limits import daily_processes
from splashmy.jobs import counters
from splashmy.jobs.counters import JOB_TYPES
from splashmy.provider import prices
from splashmy.web import Caller, ResponseModel, endpoint


class ByType(ResponseModel):
    generation: int
    edit: int
    style_transfer: int


class QuotaAnswer(ResponseModel):
    """Images: `used` and `by_type` today, `totals` ever."""

    daily_limit: int
    used: int
    remaining: int
    resets_at: datetime
    by_type: ByType
    totals: ByType
    month_cost_usd: str
    is_premium: bool


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
    )
