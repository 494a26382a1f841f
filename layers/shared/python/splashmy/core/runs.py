"""Scheduled tasks: the latest run of each, in the `jobs` table, and how one is started by hand.

| item | pk   | sk            | access               |
|------|------|---------------|----------------------|
| Run  | RUNS | <function id> | all of them: 1 Query |
"""

import json
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from splashmy.core.clock import now
from splashmy.core.errors import NotFound
from splashmy.core.log import logger
from splashmy.core.records import Record
from splashmy.core.resources import JOBS, SCHEDULED, client
from splashmy.core.settings import settings

RUNS = "RUNS"
LONGEST_RESULT = 1000  # characters


class ScheduledTaskNotFound(NotFound):
    message = "There is no such scheduled task."


class Run(Record):
    """`outcome` is succeeded or failed; `result` what the task said it did, as JSON."""

    table = JOBS

    pk = UnicodeAttribute(hash_key=True, default=RUNS)
    sk = UnicodeAttribute(range_key=True)
    outcome = UnicodeAttribute()
    result = UnicodeAttribute(null=True)
    started_at = UTCDateTimeAttribute()
    seconds = NumberAttribute()


def note(function_name: str, began: datetime, *, outcome: str, result: Any = None) -> None:
    """Whatever goes wrong here is logged: the task itself is not to blame."""
    task = _task(function_name)
    told = None if result is None else json.dumps(result)[:LONGEST_RESULT]
    seconds = round((now() - began).total_seconds(), 3)
    try:
        Run(RUNS, task, outcome=outcome, result=told, started_at=began, seconds=seconds).save()
    except Exception:  # noqa: BLE001 the run is over
        logger.exception("The run is not noted")


def latest() -> dict[str, Run | None]:
    """By the name of the task, of every task that a schedule starts; None if it never ran."""
    found = {run.sk: run for run in Run.query(RUNS, consistent_read=True)}
    return {task: found.get(task) for task in sorted(map(_task, SCHEDULED.names))}


def start(task: str) -> None:
    """Run it now, beside its schedule: it notes its run when it ends."""
    functions = {_task(name): name for name in SCHEDULED.names}
    if task not in functions:
        raise ScheduledTaskNotFound
    client("lambda").invoke(FunctionName=functions[task], InvocationType="Event", Payload=b"{}")


def _task(function_name: str) -> str:
    return function_name.removeprefix(f"splashmy-{settings().environment}-")
