"""Every 5 minutes, and after a restart of the local stack."""

from splashmy.core.resources import IMAGES, MEDIA, QUARANTINE, REKOGNITION
from splashmy.images import sweep
from splashmy.web import Tick, task


class Sweep(Tick):
    """`at_once`: nothing runs now, so nobody has to be waited for."""

    at_once: bool = False


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
    scheduled=True,
)
def handler(event: Sweep) -> int:
    """Settle the uploads that no event settled."""
    return sweep.sweep(event.time, at_once=event.at_once)
