"""What Step Functions remembers of a job's workflow, for 90 days."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from splashmy.core.ids import JobId
from splashmy.core.resources import JOB_WORKFLOW, client


@dataclass
class Step:
    """One stay in a state that does something; `tries` counts its retries too."""

    name: str
    began: datetime
    ended: datetime | None = None
    tries: int = 0
    errors: list[str] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> float | None:
        return (self.ended - self.began).total_seconds() if self.ended else None


def reference(job_id: JobId) -> dict[str, str] | None:
    """The input of the execution that is called like the job, if there ever was one."""
    workflow = client("stepfunctions")
    try:
        found = workflow.describe_execution(executionArn=JOB_WORKFLOW.execution(job_id))
    except (workflow.exceptions.ExecutionDoesNotExist, workflow.exceptions.InvalidArn):
        return None
    given: dict[str, str] = json.loads(found["input"])
    return given


def steps(job_id: JobId) -> list[Step]:
    """In their order; choices are left out."""
    taken: list[Step] = []
    for event in _history(job_id):
        kind = event["type"]
        if kind in ("TaskStateEntered", "WaitStateEntered"):
            taken.append(Step(event["stateEnteredEventDetails"]["name"], event["timestamp"]))
        elif taken and taken[-1].ended is None:
            _go_on(taken[-1], kind, event)
    return taken


def _go_on(step: Step, kind: str, event: dict[str, Any]) -> None:
    if kind.endswith("Scheduled"):
        step.tries += 1
    elif kind.endswith(("StateExited", "ExecutionAborted")):
        step.ended = event["timestamp"]
        output = json.loads(event.get("stateExitedEventDetails", {}).get("output") or "{}")
        step.answer = output.get("step", {}) if kind == "TaskStateExited" else {}
    else:
        step.errors += [value["error"] for value in event.values() if _is_failure(value)]


def _is_failure(details: Any) -> bool:
    return isinstance(details, dict) and "error" in details


def _history(job_id: JobId) -> Iterator[dict[str, Any]]:
    pages = client("stepfunctions").get_paginator("get_execution_history")
    for page in pages.paginate(executionArn=JOB_WORKFLOW.execution(job_id)):
        yield from page["events"]
