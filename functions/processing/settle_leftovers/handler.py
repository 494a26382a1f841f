"""Every 5 minutes."""

from pydantic import BaseModel

from splashmy.processing import leftovers
from splashmy.web import task


class Nothing(BaseModel):
    pass


class Settled(BaseModel):
    settled: int


@task(grants=leftovers.SETTLE, timeout=900, dead_letters=True)
def handler(event: Nothing) -> Settled:
    """End what hidden, published and deleted results left: in the lists of those who like them."""
    return Settled(settled=leftovers.sweep())
