"""Every 5 minutes."""

from pydantic import BaseModel

from splashmy.results import pending_updates
from splashmy.web import task


class Nothing(BaseModel):
    pass


class Settled(BaseModel):
    settled: int


@task(grants=pending_updates.SETTLE, timeout=900, dead_letters=True, scheduled=True)
def handler(event: Nothing) -> Settled:
    """End what hidden, published and deleted results left: in the lists of those who like them."""
    return Settled(settled=pending_updates.sweep())
