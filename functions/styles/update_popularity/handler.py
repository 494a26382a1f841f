"""Every 30 minutes."""

from pydantic import BaseModel

from splashmy.core.resources import STYLES
from splashmy.styles import popularity
from splashmy.web import Tick, task


class Renewed(BaseModel):
    styles: int


@task(grants=[STYLES.query, STYLES.update], timeout=300, dead_letters=True)
def handler(event: Tick) -> Renewed:
    """Renew the popularity of every style from its ratings, favourites and use."""
    return Renewed(styles=popularity.recompute())
