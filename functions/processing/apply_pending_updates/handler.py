"""Every 5 minutes."""

from splashmy.core.sweeps import Report
from splashmy.results import pending_updates
from splashmy.web import SweepTick, task


@task(grants=pending_updates.SETTLE, timeout=900, dead_letters=True)
def handler(event: SweepTick) -> Report:
    """End what hidden, published and deleted results left: in the lists of those who like them."""
    return pending_updates.sweep(set_aside_too=event.set_aside_too)
