import os
from collections.abc import Iterator

import pytest

from local.stack import Stack
from splashmy.core.resources import EVENTS, JOB_WORKFLOW


@pytest.fixture(scope="module")
def _steps_run_here(stack: Stack) -> Iterator[None]:
    """The steps of the workflow can be run, and killed, in this process."""
    machines = stack.client("stepfunctions").list_state_machines()["stateMachines"]
    (arn,) = [one["stateMachineArn"] for one in machines if one["name"].endswith(JOB_WORKFLOW.name)]
    more = {
        JOB_WORKFLOW.variables[0]: arn,
        EVENTS.variables[0]: "default",
        "OPENAI_BASE_URL": f"{stack.stand_in_url}/v1",
    }
    os.environ |= more
    yield
    for name in more:
        del os.environ[name]
