"""What happens in a process that Lambda starts, before its first event."""

import os
import subprocess
import sys

import pytest

HANDLERS = ["functions.auth.get_profile.handler", "functions.images.sweep_uploads.handler"]
STATE = """
import gc, importlib
handler = importlib.import_module({handler!r}).handler
built = {{"_server", "_message"}} & set(vars(handler))
print(gc.isenabled(), gc.get_freeze_count() > 1000, len(built))
"""
every_kind = pytest.mark.parametrize("handler", HANDLERS)


def state(handler: str, **variables: str) -> list[str]:
    """Of a process that imported a handler: is garbage collected, is all frozen, what is built."""
    known = {name: it for name, it in os.environ.items() if not name.startswith("AWS_")}
    code = STATE.format(handler=handler)
    return subprocess.run(
        [sys.executable, "-c", code],
        env=known | {"PYTHONPATH": "."} | variables,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()


@every_kind
def test_a_function_is_built_before_its_first_event(handler: str) -> None:
    assert state(handler, AWS_LAMBDA_INITIALIZATION_TYPE="on-demand") == ["True", "True", "1"]


@every_kind
def test_elsewhere_importing_a_handler_does_nothing(handler: str) -> None:
    assert state(handler) == ["True", "False", "0"]
