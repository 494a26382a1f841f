"""The counts of jobs, templates and webhooks, which jobs the sweeper watches, and when each job is
looked at to see whether it is too old.
"""

from collections import Counter
from collections.abc import Collection

from splashmy.core.clock import day, now
from splashmy.core.records import Record
from splashmy.jobs.records import ALL_JOBS, DayEntry, Job, JobCount, JobCounts, JobEntry, Unfinished
from splashmy.jobs.status import is_running
from splashmy.notifications.records import WebhookCount
from splashmy.templates.records import TemplateCount
from tools.restore.tables import Item, Key


def expected(stored: Collection[Item]) -> list[Item]:
    derived: dict[Key, Record] = {}
    on_a_day = {one["sk"]["S"] for one in stored if one["pk"]["S"].startswith(("DAY#", "KEPT#"))}
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
            derived[ALL_JOBS, job.id] = JobEntry(ALL_JOBS, job.id, owner_id=job.owner_id)
            lengths[JobCount.key(job.id[-1])[0], "JOBS"] += 1
            if job.id not in on_a_day:
                at = DayEntry.kept_until(day(now())), job.id
                derived[at] = DayEntry(*at, owner_id=job.owner_id)
            if is_running(job):
                at = Unfinished.key(job.id)
                derived[at] = Unfinished(*at, owner_id=job.owner_id)
    counted = {"TEMPLATE": TemplateCount, "WEBHOOK": WebhookCount, "JOBS": JobCount}
    made = [counted[kind](pk, length=length) for (pk, kind), length in lengths.items()]
    return [one.serialize() for one in (*derived.values(), *made)]


def is_derived(item: Item) -> bool:
    sort_key: str = item["sk"]["S"]
    is_listed: bool = item["pk"]["S"].partition("#")[0] == ALL_JOBS
    return is_listed or sort_key.startswith(("COUNTS#", "TEMPLATES", "WEBHOOKS"))
