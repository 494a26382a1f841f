"""GET /auth/export"""

from splashmy.accounts import export
from splashmy.accounts.schemas import Export
from splashmy.web import Caller, endpoint


@endpoint("GET", "/auth/export", grants=export.GRANTS, timeout=29, memory=1024)
def handler(caller: Caller) -> Export:
    """Collect all that is stored about the caller in one JSON document, to be fetched."""
    return export.export(caller)
