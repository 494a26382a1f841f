"""GET /images/stats"""

from datetime import datetime

from splashmy.images import statistics
from splashmy.resources import IMAGES, RESULTS
from splashmy.web import Caller, ResponseModel, endpoint


class ImageStats(ResponseModel):
    """`safe_images` are the ready ones; `processed_images` counts results made from images."""

    total_images: int
    safe_images: int
    rejected_images: int
    processed_images: int
    favorite_processed: int
    today_uploads: int
    storage_used_bytes: int
    daily_limit: int
    remaining: int
    resets_at: datetime
    is_premium: bool


@endpoint("GET", "/images/stats", grants=[IMAGES.batch_get, RESULTS.batch_get])
def handler(caller: Caller) -> ImageStats:
    """Show the caller's numbers."""
    return ImageStats.model_validate(statistics.of(caller))
