"""What was spent, counted anew from the raw items of the `jobs` table."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from splashmy.core.ids import JobId, UserId
from splashmy.core.resources import JOBS, client
from splashmy.provider.budgets import Charge

RUNNING = {"pending", "moderating", "processing", "streaming"}
Sums = Counter[tuple[str, str]]


def kept() -> Sums:
    """The sums as they are kept, by key; those of nothing are left out."""
    return +Counter(
        {(one["pk"], one["sk"]): int(one["micro_usd"]) for one in items() if "reservations" in one}
        | {
            (one["pk"], one["sk"]): int(one["micro_usd"])
            for one in items()
            if one["sk"].startswith("SPENDING#")
        }
    )


def counted() -> Sums:
    """The sums as attempts, and the reservations of jobs without one, come to."""
    sums: Sums = Counter()
    for one in items():
        if one["sk"].startswith("ATTEMPT#"):
            cost = one["ceiling"] if one.get("micro_usd") is None else one["micro_usd"]
            _add(sums, one["owner_id"], one["job_id"], one["budget_day"], int(cost))
        elif one["sk"].startswith("JOB#") and one.get("reserved_micro_usd"):
            reserved = int(one["reserved_micro_usd"])
            _add(sums, one["owner_id"], one["id"], one["quota_day"], reserved)
    return sums


def off() -> dict[tuple[str, str], int]:
    """By how much each sum is above what it comes to, where it is."""
    is_kept, is_counted = kept(), counted()
    above = {key: is_kept[key] - is_counted[key] for key in {*is_kept, *is_counted}}
    return {key: micro_usd for key, micro_usd in above.items() if micro_usd}


def _add(sums: Sums, owner_id: str, job_id: str, day: str, micro_usd: int) -> None:
    charge = Charge(UserId(owner_id), JobId(job_id), day)
    sums.update(dict.fromkeys((charge.own, *charge.shared), micro_usd))


def items() -> Iterator[dict[str, Any]]:
    read = TypeDeserializer().deserialize
    pages = client("dynamodb", read_timeout=3).get_paginator("scan")
    for page in pages.paginate(TableName=JOBS.id, ConsistentRead=True):
        for item in page["Items"]:
            yield {name: read(value) for name, value in item.items()}
