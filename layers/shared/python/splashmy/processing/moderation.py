"""Whether a picture that was made may be seen: decided on a normalised copy, and never on error."""

from splashmy.images.recognition import ASKED_FROM, REFUSED_FROM
from splashmy.resources import REKOGNITION, client
from splashmy.settings import settings


def is_safe(jpeg: bytes) -> bool:
    """Rekognition's judgement; an error of it raises, so that nothing passes by failing."""
    if not settings().content_moderation:
        return True
    found = client(REKOGNITION.name).detect_moderation_labels(
        Image={"Bytes": jpeg}, MinConfidence=ASKED_FROM
    )
    labels = found["ModerationLabels"]
    return all(label["Confidence"] < REFUSED_FROM for label in labels)
