"""Every day."""

from pydantic import BaseModel

from splashmy.ids import now
from splashmy.processing import retirement
from splashmy.settings import settings
from splashmy.web import task


class Nothing(BaseModel):
    pass


class Checked(BaseModel):
    model: str
    days_left: int | None


@task(dead_letters=True)
def handler(event: Nothing) -> Checked:
    """Warn before the image model is shut down."""
    model = settings().image_model
    return Checked(model=model, days_left=retirement.check(model, now().date()))
