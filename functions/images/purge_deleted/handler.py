"""Every night."""

from splashmy.core.resources import IMAGES, MEDIA
from splashmy.core.sweeps import Report
from splashmy.images import deletions
from splashmy.web import SweepTick, task


@task(
    grants=[IMAGES.query, IMAGES.update, IMAGES.delete, MEDIA.list, MEDIA.delete],
    timeout=900,
    dead_letters=True,
)
def handler(event: SweepTick) -> Report:
    """Remove what was deleted longer ago than the retention time, with its objects."""
    return deletions.purge(event.time, set_aside_too=event.set_aside_too)
