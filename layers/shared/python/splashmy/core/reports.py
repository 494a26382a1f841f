"""Reports of what others published, the same for images and results."""

from typing import Any, Literal

from splashmy.core.clock import now
from splashmy.core.errors import Conflict, InvalidRequest
from splashmy.core.settings import settings

Reason = Literal["nudity", "violence", "hate", "copyright", "privacy", "other"]
Source = Literal["administrator", "reports"]
KEPT = 10  # of the reports of one thing, the latest


class CannotReportOwn(InvalidRequest):
    message = "You cannot report your own things. Please hide or delete them instead."


class AlreadyReported(Conflict):
    message = "You have reported this already. A person will look at it."


def with_report(
    reports: list[dict[str, Any]], count: float, reason: Reason, text: str
) -> dict[str, Any]:
    """The attributes of a thing after one more report. Who reported is not among them."""
    report = {"reason": reason, "text": text, "created_at": now().isoformat()}
    return {"reports": [*reports, report][-KEPT:], "report_count": int(count) + 1}


def hides(count: int) -> bool:
    """Whether so many reports by different users hide a thing until a person has looked."""
    return count >= settings().reports_to_hide


def told(by: Source, reason: str) -> dict[str, Any]:
    """What the owner is told of a take-down."""
    return {"by": by, "reason": reason, "at": now().isoformat()}
