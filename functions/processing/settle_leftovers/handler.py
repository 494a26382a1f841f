"""Every 5 minutes."""

from pydantic import BaseModel

from splashmy.processing import leftovers
from splashmy.resources import MEDIA, RESULTS
from splashmy.web import task


class Nothing(BaseModel):
    pass


class Settled(BaseModel):
    settled: int


GRANTS = [
    RESULTS.query,
    RESULTS.get,
    RESULTS.put,
    RESULTS.update,
    RESULTS.delete,
    RESULTS.check,
    RESULTS.batch_write,
    MEDIA.delete,
]


@task(grants=GRANTS, timeout=900, dead_letters=True)
def handler(event: Nothing) -> Settled:
    """End what hidden, published and deleted results left: in the lists of those who like them."""
    return Settled(settled=leftovers.sweep())
