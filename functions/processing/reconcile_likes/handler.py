"""Every day."""

from splashmy.core.resources import RESULTS
from splashmy.core.sweeps import Report
from splashmy.results import reconciliation
from splashmy.web import SweepTick, task


@task(
    grants=[
        RESULTS.query,
        RESULTS.batch_get,
        RESULTS.put,
        RESULTS.update,
        RESULTS.delete,
        RESULTS.check,
    ],
    timeout=900,
    dead_letters=True,
)
def handler(event: SweepTick) -> Report:
    """Repair and report lists of liked results that do not say what their users like."""
    return reconciliation.of_likes(event.time, set_aside_too=event.set_aside_too)
