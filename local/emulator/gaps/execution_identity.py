from ministack.core import iam_evaluator
from ministack.services import stepfunctions


def close() -> None:
    """An execution calls AWS as its state machine's role. The emulator calls as whoever started it,
    so a queue's policy is asked about the wrong one.
    """
    run = stepfunctions._run_execution

    def run_as_its_role(arn: str) -> None:
        machine = stepfunctions._state_machines.get(
            stepfunctions._executions[arn]["stateMachineArn"]
        )
        if machine:
            role, _, name = machine["roleArn"].rpartition("/")
            session = f"{role.replace(':iam:', ':sts:')}/{name}/{arn.rpartition(':')[2]}"
            iam_evaluator._request_caller_arn.set(session.replace(":role/", ":assumed-role/"))
        run(arn)

    stepfunctions._run_execution = run_as_its_role
