"""Accounts that were erased since the moment that the tables were brought back to."""

import json

from splashmy.core.ids import new_id
from splashmy.core.resources import ACCOUNT_DELETION, client
from splashmy.identity.records import User
from tools.restore.workflows import executions

ID = 36  # characters; an execution is named after its user


def erase_again() -> str:
    """Step Functions knows the deletions of the last 90 days."""
    known = {one["name"][:ID]: one["status"] for one in reversed([*executions(ACCOUNT_DELETION)])}
    back = [user for user in User.scan(User.sk == "PROFILE") if known.get(user.id)]
    again = [user for user in back if not user.is_erased and known[user.id] != "RUNNING"]
    for user in again:
        client("stepfunctions").start_execution(
            stateMachineArn=ACCOUNT_DELETION.id,
            name=f"{user.id}-{new_id(str)}",
            input=json.dumps({"user_id": user.id}),
        )
    return f"accounts: {len(again)} are being erased again"
