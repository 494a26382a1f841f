"""A worker that dies before the n-th thing it changes, as one that loses its power does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from functions.processing.acquire_slot.handler import handler as acquire_slot
from functions.processing.generate_image.handler import handler as generate_image
from functions.processing.moderate_input.handler import handler as moderate_input
from functions.processing.moderate_output.handler import handler as moderate_output
from functions.processing.settle_job.handler import handler as settle_job
from functions.processing.store_results.handler import handler as store_results
from splashmy.core.resources import client
from splashmy.jobs.records import Job
from splashmy.workflow.steps import JobReference, Step

STEPS: list[Callable[[JobReference], Step]] = [
    moderate_input.function,
    acquire_slot.function,
    generate_image.function,
    moderate_output.function,
    store_results.function,
    settle_job.function,
]
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
