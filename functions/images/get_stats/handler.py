"""GET /images/stats"""

from splashmy.core.resources import IMAGES, RESULTS
from splashmy.images import statistics
from splashmy.images.schemas import ImageStats
from splashmy.web import Caller, endpoint


@endpoint("GET", "/images/stats", grants=[IMAGES.batch_get, RESULTS.batch_get])
def handler(caller: Caller) -> ImageStats:
    """Show the caller's numbers."""
    return statistics.of(caller)
