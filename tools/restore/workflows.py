"""What ran when the tables were damaged, and what was made to run by them."""

import json
from collections.abc import Iterator
from typing import Any

from splashmy.core.resources import StateMachine, client

SWEEPS = 2  # the first ends jobs, the second removes what they leave


def executions(machine: StateMachine, **wanted: str) -> Iterator[dict[str, Any]]:
    pages = client("stepfunctions").get_paginator("list_executions")
    for page in pages.paginate(stateMachineArn=machine.id, **wanted):
        yield from page["executions"]


def running(machine: StateMachine) -> int:
    return sum(1 for _ in executions(machine, statusFilter="RUNNING"))


def sweep(environment: str) -> str:
    """End the jobs that are running again though nothing runs; only where no worker does."""
    function = f"splashmy-{environment}-processing-sweep_stuck"
    repaired = 0
    for _ in range(SWEEPS):
        answer = client("lambda", read_timeout=310).invoke(
            FunctionName=function, Payload=json.dumps({"at_once": True})
        )
        outcome = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise SystemExit(f"{function} failed: {outcome}")
        repaired += outcome["done"]
    return f"jobs: {repaired} ended or tidied"
