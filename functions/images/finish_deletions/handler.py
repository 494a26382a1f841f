"""Every 5 minutes."""

from splashmy.core.resources import IMAGES
from splashmy.core.sweeps import Report
from splashmy.images import deletions
from splashmy.web import SweepTick, task


@task(
    grants=[IMAGES.query, *deletions.DELETE_RESULTS],
    timeout=300,
    dead_letters=True,
)
def handler(event: SweepTick) -> Report:
    """Delete the results of deleted images where that broke off."""
    return deletions.finish(set_aside_too=event.set_aside_too)
