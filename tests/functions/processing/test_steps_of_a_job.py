"""How many functions a job goes through, and how many transitions are paid for: by its history."""

from functions.processing.create_job.handler import handler as create_job
from local.stack import Stack
from splashmy.core.resources import JOB_WORKFLOW
from splashmy.workflow.steps import STEPS
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts

MOST_FUNCTIONS, MOST_TRANSITIONS = 4, 7


def test_a_job_takes_few_functions_and_transitions(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    job = run(client, accounts.new())

    workflow = stack.client("stepfunctions")
    machines = workflow.list_state_machines()["stateMachines"]
    (arn,) = [one["stateMachineArn"] for one in machines if one["name"].endswith(JOB_WORKFLOW.name)]
    execution = f"{arn.replace(':stateMachine:', ':execution:')}:{job['id']}"
    history = workflow.get_execution_history(executionArn=execution, maxResults=1000)["events"]

    entered = [one for one in history if one["type"].endswith("StateEntered")]
    called = [one for one in history if one["type"].endswith("Scheduled")]
    states = [one["stateEnteredEventDetails"]["name"] for one in entered]
    assert states == [step.name for step in STEPS]
    assert len([create_job, *called]) <= MOST_FUNCTIONS
    assert 1 + len(entered) <= MOST_TRANSITIONS  # the one into the first state
