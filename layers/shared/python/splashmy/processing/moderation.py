"""Whether a picture that was made may be seen: decided on a normalised copy, and never on error."""

from splashmy.resources import client
from splashmy.settings import settings

ASKED_CONFIDENCE = 50
REFUSED_CONFIDENCE = 80


def is_safe(jpeg: bytes) -> bool:
    """Rekognition's judgement; an error of it raises, so that nothing passes by failing."""
    if not settings().content_moderation:
        return True
    found = client("rekognition").detect_moderation_labels(
        Image={"Bytes": jpeg}, MinConfidence=ASKED_CONFIDENCE
    )
    labels = found["ModerationLabels"]
    return all(label["Confidence"] < REFUSED_CONFIDENCE for label in labels)
