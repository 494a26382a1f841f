from ministack.services import lambda_svc

from local.emulator.gaps.cloudformation import Properties, afterwards


def close() -> None:
    """DeadLetterConfig and ReservedConcurrentExecutions of a function.

    The emulator's CloudFormation drops both; AWS queues what failed for good, and throttles.
    """

    def set_up(name: str, properties: Properties) -> None:
        function = lambda_svc._functions[name]
        function["config"]["DeadLetterConfig"] = properties.get("DeadLetterConfig", {})
        reserved = properties.get("ReservedConcurrentExecutions")
        function["concurrency"] = None if reserved is None else int(reserved)

    afterwards("AWS::Lambda::Function", set_up)
