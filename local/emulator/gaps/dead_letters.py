import json
from typing import Any

from ministack.core.arn import parse_arn
from ministack.services import lambda_svc, sqs


def close() -> None:
    """What a function's dead-letter queue holds: the emulator puts a destination's record there.

    AWS puts the event itself, with the error in the message's attributes.
    """
    route = lambda_svc._route_async_failure

    def route_exactly(target: str, name: str, event: Any, result: dict[str, Any]) -> None:
        config = lambda_svc._functions[name]["config"]
        if target == (config.get("DeadLetterConfig") or {}).get("TargetArn"):
            _send(target, event, result.get("body"))
        else:
            route(target, name, event, result)

    lambda_svc._route_async_failure = route_exactly


def _send(queue_arn: str, event: Any, failure: Any) -> None:
    arn = parse_arn(queue_arn)
    url = sqs._queue_name_to_url.get_scoped(arn.account_id, arn.region, arn.resource)
    reason = failure.get("errorMessage", "") if isinstance(failure, dict) else str(failure)
    attributes = {
        "ErrorCode": {"DataType": "Number", "StringValue": "200"},
        "ErrorMessage": {"DataType": "String", "StringValue": reason[:1024] or "unknown"},
    }
    message = {"QueueUrl": url, "MessageBody": json.dumps(event), "MessageAttributes": attributes}
    sqs._act_send_message(message, url)
