"""What all jobs of the service ever came to: counted as they end, in shares."""

from splashmy.core import metrics
from splashmy.core.records import read_together
from splashmy.jobs.records import AllTotals


def publish() -> dict[str, int]:
    """Add the shares up, and show the sums as metrics; one call, however many jobs there were."""
    keys = [(AllTotals, AllTotals.key(share)) for share in range(AllTotals.SHARES)]
    shares = [one for one in read_together(*keys) if one]
    sums = {name: sum(int(getattr(one, name)) for one in shares) for name in metrics.TOTALS}
    for name, value in sums.items():
        metrics.record(metrics.TOTALS[name], value)
    return sums
