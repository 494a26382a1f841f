"""The timeline of a job or an upload, put together from records, execution, access log and logs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from splashmy.core.ids import ImageId, JobId, UserId, made_at
from splashmy.images.records import Image
from splashmy.jobs.records import Job, JobEvent
from splashmy.workflow.steps import FAIL_STEP, STEPS
from tools.trace import executions, logs
from tools.trace.executions import Step
from tools.trace.logs import Line

OF_A_JOB = (
    "processing-create_job",
    "processing-retry_job",
    "processing-cancel_job",
    *(f"processing-{step.function}" for step in (*STEPS, FAIL_STEP)),
    "processing-reconcile_job",
    "processing-sweep_stuck",
    "processing-send_job_notification",
    "processing-send_webhooks",
)
OF_AN_UPLOAD = ("images-create_upload", "images-ingest_upload", "images-sweep_uploads")
CLOCKS_DIFFER = timedelta(minutes=1)


@dataclass(frozen=True)
class Timeline:
    """`events` are the job's own, as its owner sees them."""

    title: str
    facts: dict[str, Any]
    steps: list[Step] = field(default_factory=list)
    events: list[JobEvent] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def find(name: str, id: str, *, within: timedelta) -> list[Timeline]:
    """By the id of a job or an image, a correlation id, or the request id of an answer.

    Other ids than a job's are looked for in the logs, of the time `within` only. A correlation id
    that came with several requests has several timelines; what nothing knows has none.
    """
    if reference := executions.reference(JobId(id)):
        return [_of_job(name, UserId(reference["owner_id"]), id)]
    since = _since(id) or datetime.now(UTC) - within
    lines = logs.of_functions(name, logs.functions(name), [id], since)
    if found := [*_jobs(name, lines), *_uploads(name, lines)]:
        return found
    lines += logs.of_gateway(name, [id], since)
    return [Timeline(f"Request {id}", {}, lines=lines)] if lines else []


def _jobs(name: str, lines: list[Line]) -> Iterator[Timeline]:
    for id in dict.fromkeys(line.said["job_id"] for line in lines if "job_id" in line.said):
        if reference := executions.reference(id):
            yield _of_job(name, UserId(reference["owner_id"]), id)


def _uploads(name: str, lines: list[Line]) -> Iterator[Timeline]:
    owners = {
        line.said["image_id"]: line.said["user_id"]
        for line in lines
        if {"image_id", "user_id"} <= line.said.keys()
    }
    for id, owner_id in owners.items():
        yield _of_upload(name, owner_id, id)


def _of_job(name: str, owner_id: UserId, id: str) -> Timeline:
    try:
        job = Job.get(*Job.key(owner_id, JobId(id)), consistent_read=True)
        facts = _facts(job, "status", "job_type", "model", "images_count", "attempts", "retry_of")
        facts |= _facts(job, "cost", "failure", "correlation_id", "owner_id", "completed_at")
    except Job.DoesNotExist:
        facts = {"status": "removed", "owner_id": owner_id}
    ids = {id, facts.get("correlation_id") or id}
    return Timeline(
        f"Job {id}",
        facts,
        executions.steps(JobId(id)),
        list(JobEvent.query(JobEvent.key(JobId(id), 0)[0], JobEvent.sk.startswith("EVENT#"))),
        _lines(name, OF_A_JOB, ids, made_at(id) - CLOCKS_DIFFER),
    )


def _of_upload(name: str, owner_id: UserId, id: str) -> Timeline:
    try:
        image = Image.get(*Image.key(owner_id, ImageId(id)), consistent_read=True)
        facts = _facts(image, "status", "content_type", "file_size", "rejection", "failure")
        facts |= _facts(image, "correlation_id", "owner_id", "updated_at")
    except Image.DoesNotExist:
        facts = {"status": "removed", "owner_id": owner_id}
    ids = {id, facts.get("correlation_id") or id}
    lines = _lines(name, OF_AN_UPLOAD, ids, made_at(id) - CLOCKS_DIFFER)
    return Timeline(f"Image {id}", facts, lines=lines)


def _lines(name: str, functions: tuple[str, ...], ids: set[str], since: datetime) -> list[Line]:
    """Of the functions, and of the gateway before them."""
    said = logs.of_functions(name, functions, ids, since)
    requests = {line.said["request_id"] for line in said if "request_id" in line.said}
    return [*logs.of_gateway(name, requests, since), *said]


def _facts(record: Job | Image, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(record, name)) is not None}


def _since(id: str) -> datetime | None:
    """A UUIDv7 tells when it was made."""
    try:
        return made_at(id) - CLOCKS_DIFFER if UUID(id).version == 7 else None
    except ValueError:
        return None
