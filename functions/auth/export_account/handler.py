"""GET /auth/export"""

from splashmy.auth import export
from splashmy.auth.export import Export
from splashmy.web import Caller, endpoint


@endpoint("GET", "/auth/export", grants=export.GRANTS, timeout=29, memory=1024)
def handler(caller: Caller) -> Export:
    """Collect all that is stored about the caller in one JSON document, to be fetched."""
    return export.export(caller)
