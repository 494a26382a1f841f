"""What each role uses of AWS that is billed by use, one line for each call: the measure of costs.

Written to the file that LOCAL_USAGE_FILE names, if it does.
"""

import json
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import dynamodb

FILE = "LOCAL_USAGE_FILE"

READS = ("get_item", "batch_get_item", "query", "scan")
WRITES = ("put_item", "update_item", "delete_item", "batch_write_item", "transact_write_items")

_role: ContextVar[str] = ContextVar("role", default="")


def record(file: Path) -> None:
    """Note every permitted call of a role, and the units of each call of DynamoDB."""
    evaluate = iam_evaluator.evaluate

    def write(**used: Any) -> None:
        with file.open("a") as lines:
            lines.write(f"{json.dumps(used)}\n")

    def evaluate_and_write(context: Any, *policies: Any) -> Any:
        _role.set(context.principal_arn)
        if not context.action.startswith("dynamodb:"):
            write(role=context.principal_arn, call=context.action)
        return evaluate(context, *policies)

    iam_evaluator.evaluate = evaluate_and_write
    for kind, names in (("read", READS), ("write", WRITES)):
        for name in names:
            handler = getattr(dynamodb, f"_{name}")
            setattr(dynamodb, f"_{name}", _metered(handler, kind, write))


def _metered(handler: Any, kind: str, write: Callable[..., None]) -> Any:
    def metered(request: dict[str, Any]) -> Any:
        status, headers, body = handler({**request, "ReturnConsumedCapacity": "TOTAL"})
        consumed = json.loads(body).get("ConsumedCapacity", [])
        for one in consumed if isinstance(consumed, list) else [consumed]:
            write(role=_role.get(), units=one["CapacityUnits"], kind=kind)
        if kind == "write" and status == 200:
            for table, key, together in _written(request):
                write(role=_role.get(), table=table, key=key, together=together)
        return status, headers, body

    return metered


def _written(request: dict[str, Any]) -> Iterator[tuple[str, list[str], bool]]:
    """Each item that a permitted call has written: its table, its keys, and if in a transaction."""
    together = "TransactItems" in request
    acts = [act for one in request.get("TransactItems", []) for act in one.values()]
    if "TableName" in request:
        acts.append(request)
    for table, puts in request.get("RequestItems", {}).items():
        acts += [{"TableName": table, **act} for one in puts for act in one.values()]
    for act in acts:
        item = act.get("Key") or act.get("Item")
        yield act["TableName"], [item["pk"]["S"], item["sk"]["S"]], together
