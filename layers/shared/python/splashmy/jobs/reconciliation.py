"""Whether quotas say what the jobs say; expected: no drift."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from splashmy.core import metrics
from splashmy.core.log import logger
from splashmy.core.resources import JOBS, client
from splashmy.jobs.counters import JOB_TYPES
from splashmy.jobs.records import Job, QuotaDay

CHARGED = ("reserved", "settled")
COUNTED = ("used", *JOB_TYPES)
Used = dict[str, Counter[str]]  # images by type, by the partition of their owner


def of_quotas(day: str) -> list[str]:
    """The ids of users whose quota of that UTC day drifted.

    It is reported only if it is so twice: between two reads of the table a quota may be moving.
    """
    first = _drifted(day)
    drifted = sorted(first & _drifted(day)) if first else []
    for owner in drifted:
        logger.error("A quota drifted", user_id=owner, day=day)
    metrics.record(metrics.QUOTA_DRIFT, len(drifted))
    return drifted


def _drifted(day: str) -> set[str]:
    charged: Used = defaultdict(Counter)
    counted: Used = defaultdict(Counter)
    for item in _items(day):
        if item["sk"]["S"].startswith("QUOTA#"):
            quota = QuotaDay.from_raw_data(item)
            counted[quota.pk].update({one: int(getattr(quota, one)) for one in COUNTED})
        else:
            job = Job.from_raw_data(item)
            if job.quota_state in CHARGED:
                images = int(job.images_count)
                charged[job.pk].update({job.job_type: images, "used": images})
    owners = charged.keys() | counted.keys()
    return {one.removeprefix("USER#") for one in owners if charged[one] != counted[one]}


def _items(day: str) -> Iterator[dict[str, Any]]:
    """The quotas and jobs of that day, from the whole table: only a schedule may do this."""
    pages = client("dynamodb", read_timeout=3).get_paginator("scan")
    for page in pages.paginate(
        TableName=JOBS.id,
        ConsistentRead=True,
        FilterExpression="quota_day = :day OR sk = :quota",
        ExpressionAttributeValues={":day": {"S": day}, ":quota": {"S": f"QUOTA#{day}"}},
    ):
        yield from page["Items"]
