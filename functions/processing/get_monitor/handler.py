"""GET /processing/monitor"""

from splashmy.core.resources import DEAD_LETTERS, JOBS, PROVIDER_QUEUE, SCHEDULED
from splashmy.jobs import monitoring
from splashmy.jobs.monitoring import MonitorAnswer
from splashmy.web import Admin, endpoint


@endpoint(
    "GET",
    "/processing/monitor",
    grants=[
        JOBS.query,
        JOBS.query_index("by_begun"),
        JOBS.batch_get,
        PROVIDER_QUEUE.count,
        DEAD_LETTERS.count,
        SCHEDULED.named,
    ],
)
def handler(admin: Admin) -> MonitorAnswer:
    """Show how the service does now: jobs, provider, budgets, schedules, dead letters."""
    return monitoring.overview()
