from typing import Any

from ministack.services import apigateway_v1


def close() -> None:
    """queryStringParameters of a parameter that is repeated: the emulator hands over its first
    value, AWS its last. All of them are in multiValueQueryStringParameters.
    """
    build_event = apigateway_v1._build_lambda_event_v1

    def with_last_values(*args: Any, **kwargs: Any) -> dict[str, Any]:
        event: dict[str, Any] = build_event(*args, **kwargs)
        given = event["multiValueQueryStringParameters"] or {}
        event["queryStringParameters"] = {name: all_[-1] for name, all_ in given.items()} or None
        return event

    apigateway_v1._build_lambda_event_v1 = with_last_values
