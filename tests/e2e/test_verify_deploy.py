"""The checks of a deployment, held against the local stack and against what is none."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from local.demo import Account
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.images.records import UploadDay
from tests.functions.processing.running import StandIn
from tests.users import PASSWORD, Accounts
from tools.verify_deploy.answers import Check
from tools.verify_deploy.checks import throw_away, verify

MAIN_JOB = "a photograph comes back in another style"


class Pleased(BaseHTTPRequestHandler):
    """Answers 200 to whatever it is asked."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    do_POST = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pleased() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pleased) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address that refuses every connection."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def command(*arguments: str, password: str = "") -> subprocess.CompletedProcess[str]:
    paths = f"{Path.cwd()}:{Path.cwd() / 'layers/shared/python'}"
    return subprocess.run(
        [sys.executable, "-m", "tools.verify_deploy", *arguments],
        env={**os.environ, "PYTHONPATH": paths, "SPLASHMY_PASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )


def faults(checks: Iterator[Check]) -> dict[str, str]:
    return {check.name: check.fault for check in checks if check.fault}


@pytest.mark.usefixtures("catalogue")
def test_the_local_stack_passes_every_check(stack: Stack) -> None:
    ended = command(stack.api_url)

    *_, job, deleted = ended.stdout.splitlines()
    assert [line for line in ended.stdout.splitlines() if not line.startswith("ok ")] == []
    assert (job, deleted) == (f"ok     {MAIN_JOB}", "ok     the account is deleted")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.usefixtures("catalogue")
def test_an_account_of_ones_own_is_signed_in_and_kept(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()

    ended = command(stack.api_url, "--email", ana.email, password=PASSWORD)

    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.splitlines()[-1] == f"ok     {MAIN_JOB}"
    assert PASSWORD not in ended.stdout


def test_an_email_without_a_password_is_asked_for_it(nobody: str) -> None:
    ended = command(nobody, "--email", "ana@example.com")

    assert ended.returncode == 2
    assert "put the password of ana@example.com into SPLASHMY_PASSWORD" in ended.stderr


@pytest.mark.parametrize("url", ["splashmy.example", "http://", "http://[::1"])
def test_what_is_no_address_is_said_in_one_sentence(url: str) -> None:
    ended = command(url)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "is not an address: it begins with https:// or http://." in ended.stderr


@pytest.mark.parametrize("url", ["pleased", "nobody"])
def test_what_is_no_deployment_fails_every_check(url: str, request: pytest.FixtureRequest) -> None:
    ended = command(request.getfixturevalue(url))

    lines = ended.stdout.splitlines()
    assert (ended.returncode, ended.stderr) == (1, "")
    assert [line for line in lines if not line.startswith("FAILED ")] == []
    assert lines[-1].startswith("FAILED an account signs in: ")


def test_a_wrong_password_ends_the_checks_with_one_line(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    account = Account(ana.email, ana.username, "wrong-horse-9", is_registered=True)

    failed = faults(verify(stack.api_url, account))

    assert list(failed) == ["an account signs in"]
    assert "401, invalid_credentials" in failed["an account signs in"]


@pytest.mark.usefixtures("catalogue")
def test_refused_uploads_fail_their_checks(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    UploadDay(*UploadDay.key(ana.id, f"{now():%Y-%m-%d}"), used=10).save()

    failed = faults(verify(stack.api_url, Account(ana.email, ana.username, PASSWORD, True)))

    uploads = [name for name in failed if name.startswith("an upload ")]
    assert (len(uploads), list(failed)[-1]) == (3, MAIN_JOB)
    assert all("429, daily_upload_limit_reached" in fault for fault in failed.values())


@pytest.mark.usefixtures("catalogue")
def test_a_provider_that_refuses_us_fails_the_main_job(stack: Stack) -> None:
    StandIn(stack).misbehave("invalid_key", match="A quiet morning.")

    failed = faults(verify(stack.api_url, throw_away()))

    assert list(failed) == [MAIN_JOB]
    assert "The image service is not available now" in failed[MAIN_JOB]
