"""The list of a user's jobs: one Query, and one read of its counters and first results."""

from dataclasses import dataclass
from typing import cast

from pynamodb.expressions.condition import Condition

from splashmy.core.ids import UserId
from splashmy.core.lists import Page, Place
from splashmy.core.records import query_slice, read_together
from splashmy.jobs import counters
from splashmy.jobs.records import Job, JobStatus
from splashmy.provider.parameters import JobType
from splashmy.results.records import Result
from splashmy.web import PageQuery


class JobsQuery(PageQuery):
    status: JobStatus | None = None
    job_type: JobType | None = None


@dataclass(frozen=True)
class ListedJob:
    """`first_result` is None until there is one, and once it was deleted."""

    job: Job
    first_result: Result | None


def page(owner_id: UserId, query: JobsQuery) -> Page[ListedJob]:
    """One page of the jobs that the filters leave, newest first, and how many there are."""
    index, condition = _order(query)
    found = query_slice(
        Job,
        f"USER#{owner_id}",
        range_key_condition=condition,
        index_name=index,
        size=query.page_size,
        position=query.position,
        consistent=index is None,
    )
    counts = counters.places(owner_id, query.job_type)
    with_results = [job for job in found.records if job.first_result_id]
    read = read_together(*counts, *map(_first_result, with_results))
    shown = {job.id: one for job, one in zip(with_results, read[len(counts) :], strict=True)}
    return Page(
        [ListedJob(job, shown.get(job.id)) for job in found.records],
        counters.total(read[: len(counts)], query.status),
        found.next,
        found.previous,
    )


def first_result(job: Job) -> Result | None:
    """One call, if it has results."""
    if not job.first_result_id:
        return None
    (found,) = read_together(_first_result(job))
    return cast("Result | None", found)


def _first_result(job: Job) -> Place:
    return Result, Result.key(job.owner_id, job.first_result_id)


def _order(query: JobsQuery) -> tuple[str | None, Condition]:
    if query.status and query.job_type:
        chosen = f"{query.job_type}#{query.status}#"
        return "by_type_and_status", Job.type_status_order.startswith(chosen)
    if query.status:
        return "by_status", Job.status_order.startswith(f"{query.status}#")
    if query.job_type:
        return "by_type", Job.type_order.startswith(f"{query.job_type}#")
    return None, Job.sk.startswith("JOB#")
