"""What each role does on AWS, one line for each action and resource: the proof of least privilege.

Written to the file that LOCAL_CALLS_FILE names, if it does. What the stand-ins are asked is there
too, with the key that signed it instead of the role.
"""

import json
from pathlib import Path
from typing import Any

from ministack.core import iam_evaluator

FILE = "LOCAL_CALLS_FILE"


def record(file: Path) -> None:
    """Note every decision about a role, what was refused, and whose temporary key is whose."""
    evaluate, enforce = iam_evaluator.evaluate, iam_evaluator.enforce
    resolve_principal = iam_evaluator.resolve_principal
    written: set[str] = set()

    def write(**call: str) -> None:
        line = json.dumps(call)
        if line not in written:
            written.add(line)
            with file.open("a") as calls:
                calls.write(f"{line}\n")

    def evaluate_and_write(context: Any, *policies: Any) -> Any:
        write(role=context.principal_arn, action=context.action, resource=context.resource_arn)
        return evaluate(context, *policies)

    def enforce_and_write(key: str, action: str, *args: Any, **named: Any) -> Any:
        denied = enforce(key, action, *args, **named)
        if role := getattr(denied, "principal_arn", ""):  # an unknown key is refused without one
            write(refused=action, role=role, resource=named.get("resource_arn", "*"))
        return denied

    def resolve_and_write(access_key: str, *args: Any) -> Any:
        principal = resolve_principal(access_key, *args)
        if getattr(principal, "policies", None) is not None:
            write(key=access_key, role=principal.arn)
        return principal

    iam_evaluator.evaluate = evaluate_and_write
    iam_evaluator.enforce = enforce_and_write
    iam_evaluator.resolve_principal = resolve_and_write
