"""Whether quotas say what the jobs say; expected: no drift."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from splashmy.core import metrics
from splashmy.core.ids import UserId
from splashmy.core.log import logger
from splashmy.core.records import Record, read_together
from splashmy.jobs.counters import JOB_TYPES
from splashmy.jobs.records import DayEntry, Job, QuotaDay

CHARGED = ("reserved", "settled")
COUNTED = ("used", *JOB_TYPES)
READ_AT_ONCE = 100  # what one call takes


def of_quotas(day: str) -> list[UserId]:
    """The ids of users whose quota of that UTC day drifted; only that day's jobs are read.

    It is reported only if it is so twice: between two reads a quota may be moving.
    """
    first = _drifted(day)
    drifted = sorted(first & _drifted(day)) if first else []
    for owner in drifted:
        logger.error("A quota drifted", user_id=owner, day=day)
    metrics.record(metrics.QUOTA_DRIFT, len(drifted))
    return drifted


def _drifted(day: str) -> set[UserId]:
    entries = list(DayEntry.query(DayEntry.made_on(day), consistent_read=True))
    jobs = _read((Job, Job.key(one.owner_id, one.sk)) for one in entries)
    charged: dict[UserId, Counter[str]] = defaultdict(Counter)
    for job in jobs:
        if job and job.quota_state in CHARGED:
            images = int(job.images_count)
            charged[job.owner_id].update({job.job_type: images, "used": images})
    owners = sorted({one.owner_id for one in entries})
    quotas = _read((QuotaDay, QuotaDay.key(owner, day)) for owner in owners)
    return {
        owner
        for owner, quota in zip(owners, quotas, strict=True)
        if charged[owner] != _counted(quota)
    }


def _counted(quota: QuotaDay | None) -> Counter[str]:
    return Counter({one: int(getattr(quota, one)) for one in COUNTED if quota})


def _read(wanted: Iterable[tuple[type[Record], tuple[str, str]]]) -> Iterator[Any]:
    """The record of each key, None where there is none."""
    remaining = iter(wanted)
    while some := list(islice(remaining, READ_AT_ONCE)):
        yield from read_together(*some)
