"""A worker that dies before the n-th thing it changes, as one that loses its power does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from splashmy.core.resources import client
from splashmy.jobs.records import Job
from splashmy.jobs.status import read
from splashmy.web import Task
from splashmy.workflow import generate, steps
from splashmy.workflow.steps import JobReference, Step
from tests import dynamodb_calls


def _does(step: Step) -> Callable[[JobReference], object]:
    """What a step does; one that waits, without the queue that it takes its jobs from."""
    if step.waits:
        return _generate
    handler: Task[JobReference, object] = import_module(
        f"functions.processing.{step.function}.handler"
    ).handler
    return handler.function


def _generate(reference: JobReference) -> None:
    generate.call(read(reference.owner_id, reference.job_id))


STEPS = [_does(step) for step in steps.STEPS]
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
            with dynamodb_calls.made_by(self._make):
                yield
        finally:
            for one in clients:
                one.meta.events.unregister("before-call", self._before)

    def _make(self, operation: str, parameters: Any, make: dynamodb_calls.Make) -> Any:
        self._count(operation)
        return make(parameters)

    def _before(self, model: Any, **_: Any) -> None:
        self._count(model.name)

    def _count(self, operation: str) -> None:
        if operation in WRITES:
            self.writes += 1
        if self.writes >= self.dies_before:
            raise Killed
