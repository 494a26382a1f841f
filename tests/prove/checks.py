"""What schemathesis checks of every answer besides its own; SCHEMATHESIS_HOOKS names this."""

from typing import Any

import schemathesis

LONGEST_ERROR = 64 * 1024  # bytes


@schemathesis.check
def short_errors(_: Any, response: Any, case: Any) -> None:
    """What is wrong is said in few words, whatever was sent."""
    if response.status_code >= 400:
        assert len(response.content) <= LONGEST_ERROR, f"{case.operation.label} is long"


@schemathesis.check
def one_envelope(_: Any, response: Any, case: Any) -> None:
    """`success` is what the status says, also where no schema looks; a preflight has no body."""
    if response.status_code != 304 and case.method != "OPTIONS":
        said = response.json()["success"] if response.content else None
        assert said is (response.status_code < 400), f"{response.status_code} says {said}"
