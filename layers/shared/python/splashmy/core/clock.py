"""The time, in UTC, and the days and months that limits and totals are kept by."""

import calendar
from datetime import UTC, datetime, timedelta

from splashmy.core.settings import settings


def now() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=settings().clock_offset)


def day(moment: datetime) -> str:
    """Such as 2026-11-25."""
    return f"{moment:%Y-%m-%d}"


def month(moment: datetime) -> str:
    """Such as 2026-11."""
    return f"{moment:%Y-%m}"


def timestamp(moment: datetime) -> str:
    """Such as 2026-11-25T07:30:00Z."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def next_midnight(moment: datetime) -> datetime:
    """When daily limits are counted anew."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def next_month(moment: datetime) -> datetime:
    """When monthly limits are counted anew."""
    return next_midnight(moment.replace(day=calendar.monthrange(moment.year, moment.month)[1]))


def seconds_until(later: datetime, moment: datetime) -> int:
    """Whole seconds, at least 1: fit for Retry-After."""
    return max(1, -int((moment - later).total_seconds() // 1))
