"""Tags: what a user writes and what the machine sees, one of each name."""

import re
from collections.abc import Iterable
from typing import Any

from splashmy.core import folding
from splashmy.core.errors import InvalidRequest

MOST_TAGS = 20


def slug(name: str) -> str:
    """Its folded words, joined by hyphens: `C++` is `c-plus-plus`; "" if none are left."""
    signs = {"+": "-plus", "#": "-sharp"}
    words = folding.words(name)
    return "-".join(re.sub(r"[+#]", lambda found: signs[found[0]], word) for word in words)


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
        raise InvalidRequest.field("tags", "too_many", max=MOST_TAGS)
    return edited
