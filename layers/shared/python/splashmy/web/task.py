"""What a task is: a function that an event starts; one typed message in, one out."""

import inspect
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Field, TypeAdapter

from splashmy.core import deadline, log, runs
from splashmy.core.aws_errors import is_unavailable
from splashmy.core.clock import now
from splashmy.core.initialization import prepare
from splashmy.core.log import logger
from splashmy.core.resources import JOBS, Grant, Queue

M = TypeVar("M")
O = TypeVar("O")  # noqa: E741 output


class Tick(BaseModel):
    """What a schedule sends; by hand the time may be left out."""

    time: datetime = Field(default_factory=now)


class SweepTick(Tick):
    """By hand only: `set_aside_too` tries what failed too often before."""

    set_aside_too: bool = False


def task(
    *,
    grants: Sequence[Grant] = (),
    layers: Sequence[str] = (),
    memory: int = 512,
    timeout: int = 30,
    consumes: Queue | None = None,
    dead_letters: bool = False,
    loads: Sequence[str] = (),
) -> Callable[[Callable[[M], O]], "Task[M, O]"]:
    """Declare an event-driven function. What triggers it is written in `infra/constructs/`.

    One that takes a `Tick` is a scheduled one: it keeps what its latest run did, for operators.

    `memory` in MB, `timeout` in seconds (at most 900); `consumes` is the queue that triggers it.
    `dead_letters` keeps the events that failed for good in a queue of the function's own.
    `loads` are heavy modules that every event needs: imported before the first one on Lambda, and
    by nobody who only reads declarations.
    """

    def declare(function: Callable[[M], O]) -> Task[M, O]:
        return Task(function, grants, layers, memory, timeout, consumes, dead_letters, loads)

    return declare


class Task(Generic[M, O]):
    """An event-driven function, callable as its Lambda handler."""

    def __init__(
        self,
        function: Callable[[M], O],
        grants: Sequence[Grant],
        layers: Sequence[str],
        memory: int,
        timeout: int,
        consumes: Queue | None,
        dead_letters: bool,
        loads: Sequence[str],
    ) -> None:
        self.function = function
        self.own_grants = grants
        self.layers = layers
        self.memory = memory
        self.timeout = timeout
        self.consumes = consumes
        self.dead_letters = dead_letters
        prepare(lambda: (self._message, self._outcome), grants=self.grants, modules=loads)

    def __call__(self, event: dict[str, Any], context: LambdaContext) -> Any:
        detail = event.get("detail", event)
        own = {"job_id": detail["job_id"]} if "job_id" in detail else {}
        log.begin(detail.get("correlation_id") or context.aws_request_id, **own)
        began = now()
        try:
            with deadline.within(context.get_remaining_time_in_millis() / 1000):
                outcome = self.function(self._message.validate_python(event))
        except Exception as error:
            why = "AWS is busy or out of reach" if is_unavailable(error) else "Failed"
            logger.exception(why, kind=type(error).__name__)
            if self.scheduled:
                runs.note(context.function_name, began, outcome="failed")
            raise
        logger.info("Finished")
        told = self._outcome.dump_python(outcome, mode="json", by_alias=True)
        if self.scheduled:
            runs.note(context.function_name, began, outcome="succeeded", result=told)
        return told

    @cached_property
    def scheduled(self) -> bool:
        """Whether a schedule starts it, which sends a `Tick`."""
        (parameter,) = self._signature.parameters.values()
        return inspect.isclass(parameter.annotation) and issubclass(parameter.annotation, Tick)

    @cached_property
    def grants(self) -> list[Grant]:
        """What the function asked for, and what it takes to note its run."""
        return [*self.own_grants, *([JOBS.put] if self.scheduled else [])]

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.function) or "").splitlines()[0]

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self.function, eval_str=True)

    @cached_property
    def _message(self) -> TypeAdapter[M]:
        (parameter,) = self._signature.parameters.values()
        return TypeAdapter(parameter.annotation)

    @cached_property
    def _outcome(self) -> TypeAdapter[O]:
        return TypeAdapter(self._signature.return_annotation)
