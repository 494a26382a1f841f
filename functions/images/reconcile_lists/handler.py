"""Every night."""

from splashmy.core.resources import IMAGES
from splashmy.images import reconciliation
from splashmy.web import Tick, task

SUNDAY = 6


class Night(Tick):
    """`whole`: also read the whole table, as on Sundays."""

    whole: bool = False


@task(
    grants=[
        IMAGES.scan,
        IMAGES.query,
        IMAGES.batch_get,
        IMAGES.get,
        IMAGES.put,
        IMAGES.update,
        IMAGES.delete,
        IMAGES.check,
    ],
    memory=1769,
    timeout=900,
    dead_letters=True,
)
def handler(event: Night) -> list[str]:
    """End edits of images that broke off; on Sundays report the lists that drifted from them."""
    reconciliation.finish()
    is_due = event.whole or event.time.weekday() == SUNDAY
    return reconciliation.report() if is_due else []
