"""How much a user may do in one UTC day, and cost in one UTC month."""

from decimal import Decimal

from splashmy.core.settings import settings
from splashmy.identity.records import User


def daily_processes(user: User | None) -> int:
    """Images that jobs may make: the user's own limit if an administrator set one (0 is none),
    else that of their plan.
    """
    if user and user.max_daily_processes is not None:
        return int(user.max_daily_processes)
    known = settings()
    return known.daily_process_limit_premium if _pays(user) else known.daily_process_limit_free


def daily_attempts(user: User | None) -> int:
    """Calls of the provider that a user may cause, whatever becomes of them: twice the images, so
    that retries of what failed fit, and cancelling again and again does not pay.
    """
    return 2 * daily_processes(user)


def monthly_cost(user: User | None) -> Decimal | None:
    """USD that an administrator allows this user's calls of the provider to cost, if any."""
    own = user.monthly_cost_limit_usd if user else None
    return None if own is None else Decimal(own)


def daily_uploads(user: User | None) -> int:
    known = settings()
    return known.daily_upload_limit_premium if _pays(user) else known.daily_upload_limit_free


def _pays(user: User | None) -> bool:
    return user is not None and user.is_premium
