"""The list of a user's jobs: one Query and one read of its counters, whatever the filters."""

from pynamodb.expressions.condition import Condition

from splashmy.core.ids import UserId
from splashmy.core.records import Slice, query_slice
from splashmy.jobs import counters
from splashmy.jobs.records import Job, JobStatus
from splashmy.provider.parameters import JobType
from splashmy.web import PageQuery


class JobsQuery(PageQuery):
    status: JobStatus | None = None
    job_type: JobType | None = None


def page(owner_id: UserId, query: JobsQuery) -> tuple[Slice[Job], int]:
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
    return found, counters.count(owner_id, status=query.status, job_type=query.job_type)


def _order(query: JobsQuery) -> tuple[str | None, Condition]:
    if query.status and query.job_type:
        chosen = f"{query.job_type}#{query.status}#"
        return "by_type_and_status", Job.type_status_order.startswith(chosen)
    if query.status:
        return "by_status", Job.status_order.startswith(f"{query.status}#")
    if query.job_type:
        return "by_type", Job.type_order.startswith(f"{query.job_type}#")
    return None, Job.sk.startswith("JOB#")
