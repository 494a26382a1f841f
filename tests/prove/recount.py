"""Every counter and every list, counted anew from the raw items of the tables.

It imports nothing of the product: what the keys mean is said at the top of its `records` modules.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from local.stack import Stack

Item = dict[str, Any]
Fact = tuple[str, ...]
Facts = Iterator[tuple[Fact, int]]
Drift = dict[Fact, tuple[int, int]]
# What is kept, and what it should be, each under the same name.
Counted = tuple[Counter[Fact], Counter[Fact]]

JOB_COUNTS = (
    "pending",
    "moderating",
    "processing",
    "streaming",
    "completed",
    "failed",
    "cancelled",
)
ENDED = JOB_COUNTS[4:]
PATIENCE = 15  # seconds
NONE = 0, 0
UNCOUNTED = ("UNFINISHED", "CASCADES", "HALF_LISTED", "DELETED#")
OPINIONS = ("rating_sum", "total_ratings", "favorite_count", "usage_count")


def drift(stack: Stack) -> Drift:
    """What is kept and what it should be, where they differ."""
    differing = {}
    for table, count in COUNTS.items():
        kept, counted = count([*items(stack, table)])
        for fact in kept.keys() | counted.keys():
            if kept[fact] != counted[fact]:
                differing[(table, *fact)] = kept[fact], counted[fact]
    return differing


def new_drift(stack: Stack, before: Drift) -> Drift:
    """What was not as far adrift `before`, once nothing moves: a scan is not of one moment."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = drift(stack)
        new = {fact: it for fact, it in found.items() if _off(it) != _off(before.get(fact, NONE))}
        if not new or time.monotonic() > deadline:
            return new
        time.sleep(1)


def _off(sums: tuple[int, int]) -> int:
    kept, counted = sums
    return kept - counted


def items(stack: Stack, table: str) -> Iterator[Item]:
    read = TypeDeserializer().deserialize
    pages = stack.client("dynamodb").get_paginator("scan")
    name = stack.outputs[f"{table.upper()}TABLE"]
    for page in pages.paginate(TableName=name, ConsistentRead=True):
        for item in page["Items"]:
            yield {attribute: read(value) for attribute, value in item.items()}


def _sum(*facts: Iterable[tuple[Fact, int]]) -> Counter[Fact]:
    sums: Counter[Fact] = Counter()
    for fact, number in chain(*facts):
        sums[fact] += number
    return sums


def _results(found: list[Item]) -> Counted:
    own = [one for one in found if re.match("USER#.*/RESULT#", _at(one))]
    copies = [one for one in found if re.match("PUBLIC.*/RESULT#", _at(one))]
    likes = {(one["pk"][6:], one["sk"][5:]) for one in found if one["pk"].startswith("LIKES#")}
    public = {str(one["id"]) for one in own if one.get("is_public")}
    fans = Counter(result for result, _ in likes)
    kept = _sum(
        _lengths(found, "COUNT#"),
        ((("likes", _at(one)), int(one["like_count"])) for one in own + copies),
        ((("copies", str(one["id"])), 1) for one in copies),
        (((*_owned(one, "LIKE#"), "likes"), 1) for one in found if _owned(one, "LIKE#")),
        (((*_owned(one, "LIKED#"), "lists"), 1) for one in found if _owned(one, "LIKED#")),
    )
    counted = _sum(
        (((one["pk"], "COUNT#RESULTS"), 1) for one in own),
        ((("PUBLIC", "COUNT#REVIEWS"), 1) for one in found if one["pk"] == "REVIEWS"),
        (fact for one in found for fact in _places(one)),
        ((("likes", _at(one)), fans[str(one["id"])]) for one in own + copies),
        ((("copies", str(one["id"])), _copies(one)) for one in own if str(one["id"]) in public),
        (((user, result, "likes"), 1) for result, user in likes),
        (((user, result, "lists"), 1) for result, user in likes if result in public),
    )
    return kept, counted


def _places(one: Item) -> Facts:
    """The counters that an entry of a list of results is counted in."""
    pk, sk = one["pk"], one["sk"]
    if pk.startswith("PUBLIC") and sk.startswith("RESULT#"):
        owner = f"USER#{one['owner_id']}" if "#AUTHOR#" in pk else pk
        for bucket in (one["day"], one["week"], one["month"], f"{pk}#ALL"):
            yield (owner, f"COUNT#{bucket}"), 1
    elif sk.startswith("LIKED#"):
        made = _made_at(one["result_id"])
        for bucket in ("DAY#%Y-%m-%d", "WEEK#%G-%V", "MONTH#%Y-%m", "ALL"):
            yield (pk, f"COUNT#LIKED#{made.strftime(bucket)}"), 1
    elif listed := re.fullmatch("(USER#[^#]+)#(.+)", pk):
        yield (listed[1], f"COUNT#{listed[2]}"), 1


def _copies(one: Item) -> int:
    """All, of the author, in the style, of both."""
    of_author = 2 if one.get("owner_username") else 1
    return of_author * (2 if one.get("style_id") else 1)


def _made_at(id: str) -> datetime:
    """UUIDv7 begins with milliseconds."""
    return datetime.fromtimestamp(int(id.replace("-", "")[:12], 16) / 1000, UTC)


def _owned(one: Item, kind: str) -> Fact:
    """The user and what is theirs, of an item of this kind."""
    pk, sk = one["pk"], one["sk"]
    is_one = pk.startswith("USER#") and sk.startswith(kind)
    return (pk[5:], sk.removeprefix(kind)) if is_one else ()


def _at(one: Item) -> str:
    return f"{one['pk']}/{one['sk']}"


def _lengths(found: list[Item], prefix: str) -> Facts:
    for one in found:
        if one["sk"].startswith(prefix):
            yield (one["pk"], one["sk"]), int(one.get("length", 0))


def _images(found: list[Item]) -> Counted:
    images = [one for one in found if _owned(one, "IMAGE#")]
    present = [one for one in images if not one.get("is_deleted")]
    entries = [one for one in found if {*one} <= {"pk", "sk", "owner_id", "failures"}]
    tallies = [one for one in found if one["sk"].startswith("TALLY#")]
    days = {_owned(one, "UPLOADS#") for one in found if _owned(one, "UPLOADS#")}
    uploads = [one for one in images if (one["owner_id"], one["upload_day"]) in days]
    kept = _sum(
        _lengths(tallies, "TALLY#"),
        (((one["pk"], one["sk"], "bytes"), int(one.get("stored_bytes", 0))) for one in tallies),
        ((("used", *_owned(one, "UPLOADS#")), int(one["used"])) for one in found if "used" in one),
        ((("in", one["pk"], one["sk"]), 1) for one in entries if _is_of_status(one)),
    )
    counted = _sum(
        ((_tally_of(one["pk"]), 1) for one in entries if not one["pk"].startswith(UNCOUNTED)),
        ((_tally_of("TAGS"), 1) for one in found if one["pk"] == "TAGS"),
        (((*_tally_of(_all_of(one)), "bytes"), int(one.get("stored_bytes", 0))) for one in present),
        ((("used", one["owner_id"], one["upload_day"]), 1) for one in uploads if _is_charged(one)),
        ((("in", f"{_all_of(one)}#STATUS#{one['status']}", one["id"]), 1) for one in present),
    )
    return kept, counted


def _is_of_status(entry: Item) -> bool:
    return bool(re.fullmatch("USER#[^#]+#IMAGES#STATUS#[^#]+", entry["pk"]))


def _all_of(image: Item) -> str:
    return f"USER#{image['owner_id']}#IMAGES"


def _tally_of(name: str) -> Fact:
    owner = re.match("USER#[^#]+", name)
    return owner[0] if owner else f"TALLY#{name}", f"TALLY#{name}"


def _is_charged(image: Item) -> bool:
    """Whose upload never came, or broke off on our side, has its place back."""
    failure = json.loads(image.get("failure") or "{}")
    if failure.get("code") in ("upload_missing", "processing_failed"):
        return False
    return not (image.get("is_deleted") and image["status"] == "awaiting_upload")


def _styles(found: list[Item]) -> Counted:
    opinions = [one for one in found if _owned(one, "STYLE#")]
    kept = _sum(
        ((one["sk"].split("#")[1], name), int(one.get(name, 0)))
        for one in found
        if "#TALLY#" in one["sk"]
        for name in OPINIONS
    )
    counted = _sum(
        ((one["sk"][6:], name), number)
        for one in opinions
        for name, number in zip(OPINIONS, _opinion(one), strict=True)
    )
    return kept, counted


def _opinion(one: Item) -> tuple[int, int, int, int]:
    rating = int(one.get("rating") or 0)
    return (
        rating,
        int(bool(rating)),
        int(one.get("is_favorite", False)),
        int(one.get("usage_count", 0)),
    )


def _jobs(found: list[Item]) -> Counted:
    jobs = [one for one in found if _owned(one, "JOB#")]
    attempts = [one for one in found if one["sk"].startswith("ATTEMPT#")]
    kept = _sum(
        (fact for one in found for fact in _kept_of_user(one)),
        (((one["pk"], "jobs"), int(one["length"])) for one in found if _is_count_of_all(one)),
        (((_shard(one["sk"]), "jobs listed"), 1) for one in found if one["pk"] == "ALL_JOBS"),
        ((("watched", one["sk"]), 1) for one in found if one["pk"].startswith("UNFINISHED#")),
    )
    running = {one["id"] for one in jobs if one["status"] not in ENDED}
    kept = Counter(
        {fact: n for fact, n in kept.items() if fact[0] != "watched" or fact[1] in running}
    )
    counted = _sum(
        (fact for one in jobs for fact in _counted_of_user(one)),
        (
            ((f"USER#{one['owner_id']}", f"QUOTA#{one['begun_day']}", "attempts"), 1)
            for one in attempts
        ),
        (fact for one in attempts for fact in _spent(one, _cost(one))),
        (((one["pk"], "things"), 1) for one in found if _owned(one, "WEBHOOK#")),
        (((one["pk"], "things"), 1) for one in found if one["sk"].startswith("TEMPLATE#")),
        (((_shard(one["id"]), kind), 1) for one in jobs for kind in ("jobs", "jobs listed")),
        ((("watched", one), 1) for one in running),
    )
    return kept, counted


def _is_count_of_all(one: Item) -> bool:
    return bool(one["pk"].startswith("ALL_JOBS#"))


def _shard(job_id: str) -> str:
    return f"ALL_JOBS#{job_id[-1]}"


def _kept_of_user(one: Item) -> Facts:
    pk, sk = one["pk"], one["sk"]
    if sk in ("WEBHOOKS", "TEMPLATES"):
        yield (pk, "things"), int(one["length"])
    elif sk.startswith("QUOTA#"):
        for name in ("used", "generation", "edit", "style_transfer", "attempts"):
            yield (pk, sk, name), int(one.get(name, 0))
    elif sk.startswith(("COUNTS#", "TOTALS#")):
        names = JOB_COUNTS if sk.startswith("COUNTS#") else (*ENDED, "images")
        for name in names:
            yield (pk, sk, name), int(one.get(name, 0))
    elif sk.startswith("SPENDING#"):
        yield (pk, sk), int(one["micro_usd"])
    elif pk.startswith("SPENDING#"):
        yield (pk,), int(one["micro_usd"])


def _counted_of_user(job: Item) -> Facts:
    owner, kind, status = f"USER#{job['owner_id']}", job["job_type"], job["status"]
    yield (owner, f"COUNTS#{kind}", status), 1
    if job["quota_state"] != "released":
        for name in ("used", kind):
            yield (owner, f"QUOTA#{job['quota_day']}", name), int(job["images_count"])
    if status in ENDED:
        for period in ("ALL", str(job["completed_at"])[:7]):
            yield (owner, f"TOTALS#{period}#{kind}", status), 1
            images = int(job["results_count"]) if status == "completed" else 0
            yield (owner, f"TOTALS#{period}#{kind}", "images"), images
    reserved = {"owner_id": job["owner_id"], "budget_day": job["quota_day"]}
    yield from _spent(reserved, int(job.get("reserved_micro_usd", 0)))


def _cost(attempt: Item) -> int:
    return int(attempt["ceiling"] if attempt.get("micro_usd") is None else attempt["micro_usd"])


def _spent(one: Item, micro_usd: int) -> Facts:
    day, month = one["budget_day"], one["budget_day"][:7]
    yield (f"USER#{one['owner_id']}", f"SPENDING#{month}"), micro_usd
    for period in (day, month):
        yield (f"SPENDING#{period}",), micro_usd


def _users(found: list[Item]) -> Counted:
    users = [one for one in found if one["sk"] == "PROFILE" and not one.get("deleted_at")]
    members = [one for one in found if one["pk"].startswith("MEMBERS") and "user_id" in one]
    lists = [one for one in members if one["pk"] != "MEMBERS#NAMES"]
    claims = [one for one in found if one["sk"] == "CLAIM" and one.get("user_id")]
    kept = _sum(
        (((one["pk"],), int(one["length"])) for one in found if one["sk"] == "COUNT"),
        (((one["pk"], one["user_id"]), 1) for one in claims),
        ((("listed", one["user_id"]), 1) for one in lists),
    )
    counted = _sum(
        (((one["pk"],), 1) for one in lists),
        (((f"EMAIL#{one['email'].lower()}", one["id"]), 1) for one in users),
        (((f"USERNAME#{one['username'].lower()}", one["id"]), 1) for one in users),
        ((("listed", one["id"]), 4) for one in users),
    )
    return kept, counted


COUNTS: dict[str, Callable[[list[Item]], Counted]] = {
    "results": _results,
    "images": _images,
    "styles": _styles,
    "jobs": _jobs,
    "users": _users,
}
