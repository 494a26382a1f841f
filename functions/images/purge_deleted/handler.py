"""Every night."""

from splashmy.core.resources import IMAGES, MEDIA
from splashmy.images import deletions
from splashmy.web import Tick, task


@task(
    grants=[IMAGES.query, IMAGES.delete, MEDIA.list, MEDIA.delete],
    timeout=900,
    dead_letters=True,
    scheduled=True,
)
def handler(event: Tick) -> int:
    """Remove what was deleted longer ago than the retention time, with its objects."""
    return deletions.purge(event.time)
