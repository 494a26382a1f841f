"""Whether a picture that was made may be seen: decided on a normalised copy, and never on error."""

from splashmy.core.log import logger
from splashmy.core.settings import settings
from splashmy.images import moderation


def is_safe(picture: bytes) -> bool:
    """Rekognition's classification; an error of it raises, so that nothing passes by failing."""
    from splashmy.results import pictures  # loads Pillow

    if not settings().content_moderation:
        return True
    return not moderation.unsafe_labels(pictures.for_moderation(picture))


def may_be_shown(partial: bytes) -> bool:
    """For what can be left out: it is, if it is not safe or cannot be checked."""
    try:
        return is_safe(partial)
    except Exception:  # noqa: BLE001 the whole picture is checked again
        logger.exception("A partial image was not checked")
        return False
