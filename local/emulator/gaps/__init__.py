"""What ministack lacks of AWS and SplashMy needs: one module each, written against one release."""

from collections.abc import Callable, Collection
from importlib.metadata import version

from local.emulator.gaps import (
    api_body,
    cognito_checks,
    cognito_triggers,
    dead_letters,
    fair_queues,
    function_failures,
    function_settings,
    generated_secret,
    lambda_runtime,
    point_in_time,
    refresh_token_rotation,
    secret_identity,
    secure_transport,
    sign_in_time,
    source_address,
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
    "fair_queues": fair_queues.close,
    "function_failures": function_failures.close,
    "function_settings": function_settings.close,
    "generated_secret": generated_secret.close,
    "lambda_runtime": lambda_runtime.close,
    "point_in_time": point_in_time.close,
    "refresh_token_rotation": refresh_token_rotation.close,
    "secret_identity": secret_identity.close,
    "secure_transport": secure_transport.close,
    "sign_in_time": sign_in_time.close,
    "source_address": source_address.close,
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
