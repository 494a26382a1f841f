"""Whether a picture that was made may be seen: decided on a normalised copy, and never on error."""

from splashmy.images import recognition
from splashmy.settings import settings


def is_safe(jpeg: bytes) -> bool:
    """Rekognition's judgement; an error of it raises, so that nothing passes by failing."""
    if not settings().content_moderation:
        return True
    return not recognition.unsafe({"Bytes": jpeg})
