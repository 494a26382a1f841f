"""Whether the image model is about to be shut down."""

from datetime import date

from splashmy.core import metrics
from splashmy.core.log import logger
from splashmy.provider import models

WARNED_BEFORE = 60  # days


def check(model: str, today: date) -> int | None:
    """Days until the model's announced end, if it has one; warns when they are few."""
    end = models.shutdown(model)
    if end is None:
        return None
    left = (end - today).days
    metrics.record(metrics.MODEL_DAYS_LEFT, left)
    if left <= WARNED_BEFORE:
        logger.warning("The image model retires", model=model, on=str(end), days_left=left)
    return left
