"""Every day."""

from pydantic import BaseModel

from splashmy.core.settings import settings
from splashmy.provider import retirement
from splashmy.web import Tick, task


class Checked(BaseModel):
    model: str
    days_left: int | None


@task(dead_letters=True)
def handler(event: Tick) -> Checked:
    """Warn before the image model is shut down."""
    model = settings().image_model
    return Checked(model=model, days_left=retirement.check(model, event.time.date()))
