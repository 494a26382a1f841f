"""A worker that dies before the n-th thing it changes, as one that loses its power does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from functions.processing.finish_job.handler import handler as finish_job
from functions.processing.prepare_job.handler import handler as prepare_job
from splashmy.core.resources import client
from splashmy.jobs.records import Job
from splashmy.jobs.status import read
from splashmy.workflow import generate, steps
from splashmy.workflow.steps import JobReference


def _generate(reference: JobReference) -> None:
    generate.call(read(reference.owner_id, reference.job_id))


# What each step does; generate_image without the queue that it takes its jobs from.
DOES: dict[str, Callable[[JobReference], object]] = {
    "prepare_job": prepare_job.function,
    "generate_image": _generate,
    "finish_job": finish_job.function,
}
STEPS = [DOES[step.function] for step in steps.STEPS]
WRITES = {
    "AdminDeleteUser",
    "BatchWriteItem",
    "DeleteItem",
    "DeleteObject",
    "PutEvents",
    "PutItem",
    "PutObject",
    "TransactWriteItems",
    "UpdateItem",
}


class Killed(BaseException):
    """Nothing of the worker runs any more; so nothing may catch this."""


@dataclass
class Worker:
    """Runs the workflow's steps here; `writes` counts what it changed."""

    dies_before: int
    writes: int = 0

    def run(self, job: Job) -> None:
        reference = JobReference(owner_id=job.owner_id, job_id=job.id)
        with self.mortal():
            for step in STEPS:
                step(reference)

    @contextmanager
    def mortal(self) -> Iterator[None]:
        clients = [client("dynamodb", read_timeout=3), client("s3"), client("events")]
        clients.append(client("cognito-idp"))
        for one in clients:
            one.meta.events.register("before-call", self._before)
        try:
            yield
        finally:
            for one in clients:
                one.meta.events.unregister("before-call", self._before)

    def _before(self, model: Any, **_: Any) -> None:
        if model.name in WRITES:
            self.writes += 1
        if self.writes >= self.dies_before:
            raise Killed
