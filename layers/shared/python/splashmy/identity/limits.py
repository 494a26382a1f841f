"""How much a user may do in one UTC day."""

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


def daily_uploads(user: User | None) -> int:
    known = settings()
    return known.daily_upload_limit_premium if _pays(user) else known.daily_upload_limit_free


def _pays(user: User | None) -> bool:
    return user is not None and user.is_premium
