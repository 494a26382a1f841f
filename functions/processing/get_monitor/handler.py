"""GET /processing/monitor"""

from splashmy.core.resources import JOBS
from splashmy.jobs import monitoring
from splashmy.jobs.monitoring import MonitorAnswer
from splashmy.web import Admin, endpoint


@endpoint("GET", "/processing/monitor", grants=[JOBS.query, JOBS.batch_get])
def handler(admin: Admin) -> MonitorAnswer:
    """Show how the service does now: jobs under way by status, and the latest scheduled runs."""
    return monitoring.overview()
