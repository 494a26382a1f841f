"""What DynamoDB is asked, a line for each call in order: to ask another implementation the same.

Written to the file that LOCAL_REQUESTS_FILE names, if it does.
"""

import json
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any

from ministack.services import dynamodb

FILE = "LOCAL_REQUESTS_FILE"
OPERATIONS = {
    "BatchGetItem": "batch_get_item",
    "BatchWriteItem": "batch_write_item",
    "DeleteItem": "delete_item",
    "GetItem": "get_item",
    "PutItem": "put_item",
    "Query": "query",
    "Scan": "scan",
    "TransactGetItems": "transact_get_items",
    "TransactWriteItems": "transact_write_items",
    "UpdateItem": "update_item",
}


def record(file: Path) -> None:
    """Note every call before it is carried out, one at a time."""
    one_at_a_time = RLock()

    def noted(operation: str, handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def note_and_handle(request: dict[str, Any]) -> Any:
            line = json.dumps({"operation": operation, "request": request})
            with one_at_a_time, file.open("a") as lines:
                lines.write(f"{line}\n")
                lines.flush()
                return handler(request)

        return note_and_handle

    for operation, name in OPERATIONS.items():
        setattr(dynamodb, f"_{name}", noted(operation, getattr(dynamodb, f"_{name}")))
