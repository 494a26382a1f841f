"""Every 5 minutes."""

from splashmy.images import sweeping
from splashmy.resources import IMAGES, MEDIA, QUARANTINE, REKOGNITION
from splashmy.web import Tick, task


@task(
    grants=[
        IMAGES.query,
        IMAGES.get,
        IMAGES.batch_get,
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
    dead_letters=True,
)
def handler(event: Tick) -> int:
    """Settle the uploads that no event settled."""
    return sweeping.sweep(event.time)
