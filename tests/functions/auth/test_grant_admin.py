"""The first administrator is made by the operator's command, run as they run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from functions.auth.delete_account.handler import handler as delete_account
from functions.auth.list_users.handler import handler as list_users
from functions.auth.refresh_session.handler import handler as refresh
from local import aws
from local.stack import Stack
from tests.client import Client
from tests.functions.auth.flows import bearer, sign_in
from tests.users import Accounts

ROOT = Path(__file__).parents[3]


def grant(stack: Stack, email: str) -> subprocess.CompletedProcess[str]:
    """With nothing but credentials and an address: the rest it learns from the deployment."""
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    where = {"AWS_ENDPOINT_URL": stack.endpoint_url, **aws.CREDENTIALS}
    return subprocess.run(
        [sys.executable, "-m", "tools.grant_admin", email, "--environment", "local"],
        env={"PYTHONPATH": "layers/shared/python", **known, **where},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_whoever_is_granted_it_is_an_administrator_after_signing_in(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    assert client.call(list_users, caller=ana).code == "admin_required"

    granted = grant(stack, ana.email.upper())

    said = f"{ana.email.upper()} is an administrator from the next sign-in on"
    assert (granted.returncode, granted.stdout.strip()) == (0, said)
    for session in (
        sign_in(client, ana.email).data,
        client.call(refresh, body={"refresh_token": ana.refresh_token}).data,
    ):
        assert client.call(list_users, headers=bearer(session)).status == 200


def test_nobody_is_made_an_administrator_by_an_unknown_email(stack: Stack) -> None:
    refused = grant(stack, "nobody@example.com")

    assert refused.returncode == 1
    assert refused.stderr.strip() == "No confirmed account has the email nobody@example.com"


def test_on_this_machine_the_stack_that_runs_is_found(
    accounts: Accounts, stack: Stack, tmp_path: Path
) -> None:
    """As `make grant-admin` is typed: without any variable of AWS."""
    ana = accounts.new()

    absent = grant_at(tmp_path, ana.email)
    running = tmp_path / ".local" / "outputs.json"
    running.parent.mkdir()
    running.write_text(json.dumps({"api_url": stack.api_url}))
    granted = grant_at(tmp_path, ana.email)

    assert absent.stderr == "SplashMy doesn't run here: 'make start' starts it.\n"
    assert (absent.returncode, granted.returncode) == (1, 0), granted.stderr


def grant_at(directory: Path, email: str) -> subprocess.CompletedProcess[str]:
    paths = f"{ROOT}:{ROOT / 'layers/shared/python'}"
    return subprocess.run(
        [sys.executable, "-m", "tools.grant_admin", email],
        cwd=directory,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_last_administrator_may_leave_and_another_be_made(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    last, next_one = accounts.new(admin=True), accounts.new()

    left = client.call(delete_account, caller=last)
    grant(stack, next_one.email)

    session = sign_in(client, next_one.email).data
    assert left.status == 200
    assert client.call(list_users, headers=bearer(session)).status == 200
