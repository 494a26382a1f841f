"""What all jobs of the service ever came to."""

from collections import Counter

from splashmy.core import metrics
from splashmy.jobs import counters
from splashmy.jobs.records import JobTotals


def publish() -> dict[str, int]:
    """Add up every user's totals, and show the sums as metrics."""
    sums: Counter[str] = Counter(dict.fromkeys(metrics.TOTALS, 0))
    for totals in JobTotals.scan(JobTotals.sk.startswith(f"TOTALS#{counters.EVER}#")):
        sums.update({name: int(getattr(totals, name)) for name in metrics.TOTALS})
    for name, value in sums.items():
        metrics.record(metrics.TOTALS[name], value)
    return dict(sums)
