"""What Rekognition sees in a picture: whether it may be shown, and what is on it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from splashmy.core import metrics
from splashmy.core.resources import REKOGNITION, client
from splashmy.core.settings import settings
from splashmy.images import tags

ASKED_FROM = 50  # percent
LABELLED_FROM = 70
MOST_NAMED = 4


def look_at(picture: bytes) -> tuple[list[str], list[dict[str, Any]]]:
    """Both answers, asked for at the same time."""
    _rekognition()  # made here: making one is not safe in two threads
    with ThreadPoolExecutor(2) as pool:
        unsafe, seen = pool.submit(unsafe_labels, picture), pool.submit(automatic_tags, picture)
        return unsafe.result(), seen.result()


def unsafe_labels(picture: bytes) -> list[str]:
    """Why a picture may not be shown; nothing if it may. Any error is raised: never a pass.

    A JPEG or PNG of 80..10,000 pixels a side and at most 5 MB, which Rekognition takes inline.
    """
    forbids_from = settings().moderation_threshold
    try:
        found = _rekognition().detect_moderation_labels(
            Image={"Bytes": picture}, MinConfidence=min(ASKED_FROM, forbids_from)
        )["ModerationLabels"]
    except Exception:
        metrics.record(metrics.MODERATION_ERRORS)
        raise
    return sorted({label["Name"] for label in found if label["Confidence"] >= forbids_from})


def automatic_tags(picture: bytes) -> list[dict[str, Any]]:
    """Most certain first."""
    found = _rekognition().detect_labels(
        Image={"Bytes": picture}, MinConfidence=LABELLED_FROM, MaxLabels=tags.MOST_TAGS
    )["Labels"]
    return [
        {"name": label["Name"], "source": "auto", "confidence": round(label["Confidence"], 1)}
        for label in sorted(found, key=lambda label: -label["Confidence"])
    ]


def _rekognition() -> Any:
    return client(REKOGNITION.name, region=settings().rekognition_region or None)


def alt_text(seen: list[dict[str, Any]]) -> str | None:
    """A sentence for those who do not see the picture: "A picture of sky, plant and wood."."""
    names = [str(tag["name"]).lower() for tag in seen[:MOST_NAMED]]
    if not names:
        return None
    *others, last = names
    return f"A picture of {', '.join(others)} and {last}." if others else f"A picture of {last}."
