"""What must be true of a user's jobs whatever happened to them."""

from typing import Any

from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_results.handler import handler as list_job_results
from functions.processing.list_jobs.handler import handler as list_jobs
from splashmy.core.ids import JobId
from splashmy.core.resources import MEDIA, client
from splashmy.jobs import object_keys
from splashmy.jobs.records import Job, Unfinished
from splashmy.jobs.status import read
from splashmy.provider import attempts, prices
from splashmy.provider.records import Attempt
from tests.client import Client
from tests.users import Account

OBJECTS_OF_A_RESULT = 3


def check(api: Client, owner: Account) -> list[dict[str, Any]]:
    """All jobs of the user have ended, and everything adds up; the jobs."""
    listing = api.call(list_jobs, caller=owner, query={"page_size": 50})
    jobs: list[dict[str, Any]] = listing.results
    assert listing.body["pagination"]["count"] == len(jobs)
    for job in jobs:
        _check_job(api, owner, job)
    _check_counts(api, owner, jobs)
    return jobs


def _check_job(api: Client, owner: Account, job: dict[str, Any]) -> None:
    assert job["status"] in {"completed", "failed", "cancelled"}
    results = api.call(list_job_results, caller=owner, job_id=job["id"]).results
    wanted = (job["parameters"]["n"] or 1) if job["status"] == "completed" else 0
    assert len(results) == job["results_count"] == wanted
    assert len(objects(read(owner.id, job["id"]))) == wanted * OBJECTS_OF_A_RESULT
    assert not _is_watched(job["id"])


def _check_counts(api: Client, owner: Account, jobs: list[dict[str, Any]]) -> None:
    quota = api.call(get_quota, caller=owner).data
    charged = sum(_charged(one) for one in jobs)
    assert quota["daily_attempts"]["used"] == len(_attempts(jobs))
    assert all(one.ended_at for one in _attempts(jobs))
    cost = sum(one.counted for one in _attempts(jobs))
    assert quota["budget"]["used_usd"] == prices.dollars(cost)
    assert (quota["used"], sum(quota["by_type"].values())) == (charged, charged)
    for status in ("pending", "moderating", "processing", "streaming", "completed", "failed"):
        found = api.call(list_jobs, caller=owner, query={"status": status})
        expected = sum(1 for one in jobs if one["status"] == status)
        assert (found.body["pagination"]["count"], len(found.results)) == (expected, expected)


def _charged(job: dict[str, Any]) -> int:
    if job["failure"]:
        return int(job["parameters"]["n"] or 1) if job["failure"]["charged"] else 0
    return int(job["results_count"])


def _attempts(jobs: list[dict[str, Any]]) -> list[Attempt]:
    return [attempt for job in jobs for attempt in attempts.of_job(job["id"])]


def objects(job: Job, folder: str | None = None) -> list[str]:
    prefix = folder or object_keys.folder(job)
    found = client("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=prefix)
    return [one["Key"] for one in found.get("Contents", [])]


def _is_watched(job_id: JobId) -> bool:
    return any(True for _ in Unfinished.query(Unfinished.key(job_id)[0], Unfinished.sk == job_id))
