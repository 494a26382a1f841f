"""Tags: what a user writes and what the machine sees, one of each name."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from splashmy.core.errors import InvalidRequest

MOST_TAGS = 20


def slug(name: str) -> str:
    """Lower case, letters and digits of any script, joined by hyphens; "" if none are left."""
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))


def manual(names: Iterable[str]) -> list[dict[str, Any]]:
    """The first of each slug, in the order given."""
    by_slug: dict[str, dict[str, Any]] = {}
    for name in names:
        by_slug.setdefault(slug(name), {"name": name, "source": "manual", "confidence": None})
    return list(by_slug.values())


def merge(written: list[dict[str, Any]], seen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the user wrote, then what the machine saw and the user did not write, up to 40."""
    taken = {slug(tag["name"]) for tag in written}
    return written + [tag for tag in seen if slug(tag["name"]) not in taken][:MOST_TAGS]


def edit(current: list[dict[str, Any]], names: Iterable[str]) -> list[dict[str, Any]]:
    """Exactly these names; an automatic tag that stays keeps its confidence, and is not counted."""
    known = {tag["name"]: tag for tag in current}
    edited = [known.get(tag["name"], tag) for tag in manual(names)]
    if sum(tag["source"] == "manual" for tag in edited) > MOST_TAGS:
        raise InvalidRequest.field("tags", f"Give at most {MOST_TAGS} tags of your own.")
    return edited
