"""POST /styles/preferences"""

from splashmy.core.resources import MEDIA, STYLES
from splashmy.styles import catalogue, preferences, responses
from splashmy.styles.records import StyleNotFound
from splashmy.styles.schemas import PreferenceAnswer, SavePreference
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/styles/preferences",
    grants=[STYLES.query, STYLES.get, STYLES.update, MEDIA.get],
    errors=[StyleNotFound],
    message="Preference saved.",
)
def handler(body: SavePreference, caller: Caller) -> PreferenceAnswer:
    """Save how the caller likes a style made."""
    listed = catalogue.offered(body.style_id)
    changes = body.given(exclude={"style_id"})
    saved = preferences.save(caller.id, listed.style.id, changes)
    return responses.preference(saved, listed)
