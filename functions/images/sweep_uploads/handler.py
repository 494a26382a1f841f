"""Every 5 minutes."""

from splashmy.images import deletions, sweeping
from splashmy.resources import IMAGES, MEDIA, QUARANTINE, REKOGNITION, RESULTS
from splashmy.web import Tick, task


@task(
    grants=[
        IMAGES.query,
        IMAGES.get,
        IMAGES.put,
        IMAGES.update,
        IMAGES.delete,
        QUARANTINE.list_versions,
        QUARANTINE.get_version,
        QUARANTINE.put,
        QUARANTINE.delete_version,
        MEDIA.put,
        REKOGNITION.allow("DetectModerationLabels", "DetectLabels"),
    ],
    layers=["imaging"],
    memory=1769,
    timeout=600,
    concurrency=1,
    dead_letters=True,
)
def handler(event: Tick) -> int:
    """Settle uploads that no event settled, and deletions that broke off."""
    deletions.finish_deletions()
    return sweeping.sweep(event.time)
