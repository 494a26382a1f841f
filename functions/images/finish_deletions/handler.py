"""Every 5 minutes."""

from splashmy.core.resources import IMAGES
from splashmy.images import deletions
from splashmy.web import Tick, task


@task(
    grants=[IMAGES.query, *deletions.DELETE_RESULTS],
    timeout=300,
    dead_letters=True,
    scheduled=True,
)
def handler(event: Tick) -> int:
    """Delete the results of deleted images where that broke off."""
    return deletions.finish()
