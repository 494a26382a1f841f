"""GET /styles/preferences"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, preferences, responses
from splashmy.styles.schemas import PreferenceAnswer
from splashmy.web import Caller, Page, endpoint
from splashmy.web.pages import NumberedQuery, paged


@endpoint("GET", "/styles/preferences", grants=[STYLES.query, MEDIA.get])
def handler(query: Annotated[NumberedQuery, Query()], caller: Caller) -> Page[PreferenceAnswer]:
    """List what the caller thinks of the styles on offer, the latest change first."""
    offered = {one.style.id: one for one in catalogue.current().offered}
    known = [one for one in preferences.of_user(caller.id) if one.style_id in offered]
    return paged(known, query).map(lambda one: responses.preference(one, offered[one.style_id]))
