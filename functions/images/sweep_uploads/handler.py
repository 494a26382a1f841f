"""Every 5 minutes, and after a restart of the local stack."""

from splashmy.core.resources import IMAGES, MEDIA, QUARANTINE, REKOGNITION
from splashmy.core.sweeps import Report
from splashmy.images import sweep
from splashmy.web import SweepTick, task


class Sweep(SweepTick):
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
        QUARANTINE.delete_version,
        MEDIA.put,
        REKOGNITION.allow("DetectModerationLabels", "DetectLabels"),
    ],
    layers=["imaging"],
    memory=1769,
    timeout=600,
    dead_letters=True,
)
def handler(event: Sweep) -> Report:
    """Settle the uploads that no event settled."""
    return sweep.sweep(event.time, at_once=event.at_once, set_aside_too=event.set_aside_too)
