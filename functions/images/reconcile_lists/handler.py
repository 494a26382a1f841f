"""Every night."""

from splashmy.core.resources import IMAGES
from splashmy.images import reconciliation
from splashmy.web import Tick, task


@task(
    grants=[IMAGES.scan, IMAGES.get, IMAGES.put, IMAGES.update, IMAGES.delete, IMAGES.check],
    memory=1769,
    timeout=900,
    dead_letters=True,
)
def handler(event: Tick) -> list[str]:
    """Report the lists of images whose entries or counts drifted from the images."""
    return reconciliation.reconcile()
