"""What Rekognition sees in a picture: whether it may be shown, and what is on it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from splashmy.core import metrics
from splashmy.core.resources import REKOGNITION, Bucket, client
from splashmy.images import tags

ASKED_FROM = 50  # percent
REFUSED_FROM = 80
LABELLED_FROM = 70
MOST_NAMED = 4


@dataclass(frozen=True)
class Stored:
    """Where a JPEG or PNG lies, for Rekognition to fetch: 80..10,000 pixels a side, 15 MB."""

    bucket: Bucket
    key: str
    version_id: str

    @property
    def reference(self) -> dict[str, Any]:
        place = {"Bucket": self.bucket.id, "Name": self.key, "Version": self.version_id}
        return {"S3Object": place}


def look_at(stored: Stored) -> tuple[list[str], list[dict[str, Any]]]:
    """Both answers, asked for at the same time."""
    client(REKOGNITION.name)  # made here: making one is not safe in two threads
    with ThreadPoolExecutor(2) as pool:
        unsafe, seen = pool.submit(unsafe_labels, stored), pool.submit(automatic_tags, stored)
        return unsafe.result(), seen.result()


def unsafe_labels(stored: Stored) -> list[str]:
    """Why the picture may not be shown; nothing if it may. Any error is raised: never a pass."""
    return unsafe(stored.reference)


def unsafe(image: dict[str, Any]) -> list[str]:
    """The same for an `Image` as Rekognition takes it."""
    try:
        found = client(REKOGNITION.name).detect_moderation_labels(
            Image=image, MinConfidence=ASKED_FROM
        )["ModerationLabels"]
    except Exception:
        metrics.record(metrics.MODERATION_ERRORS)
        raise
    return sorted({label["Name"] for label in found if label["Confidence"] >= REFUSED_FROM})


def automatic_tags(stored: Stored) -> list[dict[str, Any]]:
    """Most certain first."""
    found = client(REKOGNITION.name).detect_labels(
        Image=stored.reference, MinConfidence=LABELLED_FROM, MaxLabels=tags.MOST_TAGS
    )["Labels"]
    return [
        {"name": label["Name"], "source": "auto", "confidence": round(label["Confidence"], 1)}
        for label in sorted(found, key=lambda label: -label["Confidence"])
    ]


def alt_text(seen: list[dict[str, Any]]) -> str | None:
    """A sentence for those who do not see the picture: "A picture of sky, plant and wood."."""
    names = [str(tag["name"]).lower() for tag in seen[:MOST_NAMED]]
    if not names:
        return None
    *others, last = names
    return f"A picture of {', '.join(others)} and {last}." if others else f"A picture of {last}."
