"""What ministack lacks of AWS and SplashMy needs: one module each, written against one release."""

from collections.abc import Callable, Collection
from importlib.metadata import version

from local.emulator.gaps import (
    api_body,
    cognito_checks,
    cognito_triggers,
    dead_letters,
    dynamodb_conditions,
    dynamodb_requests,
    dynamodb_updates,
    execution_identity,
    fair_queues,
    function_failures,
    function_payloads,
    function_settings,
    gateway_limits,
    generated_secret,
    global_host,
    lambda_runtime,
    point_in_time,
    refresh_token_rotation,
    repeated_parameters,
    secret_identity,
    secure_transport,
    sign_in_time,
    signed_twice,
    source_address,
    state_size,
    table_ttl,
    task_tokens,
    upload_versions,
)

WRITTEN_FOR = "1.5.33"

GAPS: dict[str, Callable[[], None]] = {
    "api_body": api_body.close,
    "cognito_checks": cognito_checks.close,
    "cognito_triggers": cognito_triggers.close,
    "dead_letters": dead_letters.close,
    "dynamodb_conditions": dynamodb_conditions.close,
    "dynamodb_requests": dynamodb_requests.close,
    "dynamodb_updates": dynamodb_updates.close,
    "execution_identity": execution_identity.close,
    "fair_queues": fair_queues.close,
    "function_failures": function_failures.close,
    "function_payloads": function_payloads.close,
    "function_settings": function_settings.close,
    "gateway_limits": gateway_limits.close,
    "generated_secret": generated_secret.close,
    "global_host": global_host.close,
    "lambda_runtime": lambda_runtime.close,
    "point_in_time": point_in_time.close,
    "refresh_token_rotation": refresh_token_rotation.close,
    "repeated_parameters": repeated_parameters.close,
    "secret_identity": secret_identity.close,
    "secure_transport": secure_transport.close,
    "sign_in_time": sign_in_time.close,
    "signed_twice": signed_twice.close,
    "source_address": source_address.close,
    "state_size": state_size.close,
    "table_ttl": table_ttl.close,
    "task_tokens": task_tokens.close,
    "upload_versions": upload_versions.close,
}


def close(*, left_open: Collection[str]) -> None:
    """Close every gap, except `left_open` ("all" too), which exists for the probes to fail."""
    if (found := version("ministack")) != WRITTEN_FOR:
        raise RuntimeError(f"the gaps were written for ministack {WRITTEN_FOR}, this is {found}")
    if unknown := set(left_open) - {"all", *GAPS}:
        raise ValueError(f"no such gap: {', '.join(sorted(unknown))}")
    for name, close_gap in GAPS.items():
        if not {"all", name} & set(left_open):
            close_gap()
