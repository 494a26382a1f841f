"""The counts of jobs, templates and webhooks, and which jobs the sweeper watches."""

from collections import Counter
from collections.abc import Collection

from splashmy.core.records import Record
from splashmy.jobs.records import Job, JobCounts, Unfinished
from splashmy.jobs.status import is_running
from splashmy.notifications.records import WebhookCount
from splashmy.templates.records import TemplateCount
from tools.restore.tables import Item, Key


def expected(stored: Collection[Item]) -> list[Item]:
    derived: dict[Key, Record] = {}
    lengths: Counter[Key] = Counter()
    for item in stored:
        kind = item["sk"]["S"].split("#")[0]
        if kind in ("TEMPLATE", "WEBHOOK"):
            lengths[item["pk"]["S"], kind] += 1
        if kind == "JOB":
            job = Job.from_raw_data(item)
            at = JobCounts.key(job.owner_id, job.job_type)
            counts = derived.setdefault(at, JobCounts(*at))
            setattr(counts, job.status, getattr(counts, job.status) + 1)
            if is_running(job):
                at = Unfinished.key(job.id)
                derived[at] = Unfinished(*at, owner_id=job.owner_id)
    counted = {"TEMPLATE": TemplateCount, "WEBHOOK": WebhookCount}
    made = [counted[kind](pk, length=length) for (pk, kind), length in lengths.items()]
    return [one.serialize() for one in (*derived.values(), *made)]


def is_derived(item: Item) -> bool:
    sort_key: str = item["sk"]["S"]
    return sort_key.startswith(("COUNTS#", "TEMPLATES", "WEBHOOKS"))
