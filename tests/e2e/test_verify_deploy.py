"""The checks of a deployment, held against the local stack and against what is none."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import httpx2
import pytest
from botocore.stub import Stubber

from local.demo import Account
from local.stack import Stack
from splashmy.accounts import names
from splashmy.core.clock import now
from splashmy.core.resources import BUCKETS, OPENAI_KEY
from splashmy.images.records import UploadDay
from splashmy.web.headers import SHARED
from tests.functions.processing.running import StandIn
from tests.serving import serving
from tests.users import PASSWORD, Accounts
from tools import openai_key
from tools.verify_deploy import cognito, presigned, studio
from tools.verify_deploy.answers import Answer, Check
from tools.verify_deploy.checks import throw_away, verify

pytestmark = pytest.mark.slow

MAIN_JOB = "a photograph comes back in another style"


class Pleased(BaseHTTPRequestHandler):
    """Answers 200 to whatever it is asked."""

    status = 200

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.path.encode())

    do_POST = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


class Redirecting(Pleased):
    """As S3 is, where it is not asked at the region's own host."""

    status = 307


class CloudFront(Pleased):
    """Before an API that says what may be kept: here what comes without a token."""

    is_private, keeps_all = "private, no-cache", False

    def do_GET(self) -> None:
        signed_in = "Authorization" in self.headers
        self.send_response(200)
        self.send_header("Cache-Control", self.is_private if signed_in else SHARED)
        is_kept = self.keeps_all or not signed_in
        self.send_header("X-Cache", f"{'Hit' if is_kept else 'Miss'} from cloudfront")
        self.end_headers()


class Greedy(CloudFront):
    keeps_all = True


@pytest.fixture
def pleased() -> Iterator[str]:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Pleased)) as url:
        yield url


@pytest.fixture
def redirecting() -> Iterator[str]:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Redirecting)) as url:
        yield url


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

    *_, job, picture, deleted = ended.stdout.splitlines()
    assert [line for line in ended.stdout.splitlines() if not line.startswith("ok ")] == []
    assert (job, deleted) == (f"ok     {MAIN_JOB}", "ok     the account is deleted")
    assert picture == "ok     a page may read a picture"
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.usefixtures("catalogue")
def test_an_account_of_ones_own_is_signed_in_and_kept(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()

    ended = command(stack.api_url, "--email", ana.email, password=PASSWORD)

    assert ended.returncode == 0, ended.stdout
    assert f"ok     {MAIN_JOB}" in ended.stdout.splitlines()
    assert "the account is deleted" not in ended.stdout
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


@pytest.fixture
def no_key(stack: Stack) -> Iterator[str]:
    """What the key was; it is so again afterwards."""
    key = OPENAI_KEY.fetch()
    stack.client("ssm").delete_parameter(Name=OPENAI_KEY.id)
    yield key
    openai_key.set_key(key)


def test_a_key_that_was_never_set_is_said(no_key: str) -> None:
    missing = openai_key.fault()
    openai_key.set_key(no_key)

    assert "splashmy-local-openai-key is not there: make openai-key sets it" in missing
    assert (openai_key.fault(), OPENAI_KEY.fetch()) == ("", no_key)


def test_a_key_in_the_clear_is_said(no_key: str, stack: Stack) -> None:
    stack.client("ssm").put_parameter(Name=OPENAI_KEY.id, Value=no_key, Type="String")

    assert openai_key.fault() == "splashmy-local-openai-key is not encrypted"


@pytest.mark.usefixtures("catalogue")
def test_aws_is_asked_for_the_key_of_an_environment_that_is_named(stack: Stack) -> None:
    ended = command(stack.api_url, "--environment", "local")

    assert "ok     OpenAI's key is set" in ended.stdout.splitlines()


def test_an_empty_key_is_not_set(stack: Stack) -> None:
    ended = set_openai_key(stack, " \n")

    assert (ended.returncode, ended.stderr) == (1, "Nothing was set: the key is empty.\n")
    assert openai_key.fault() == ""


def test_the_key_is_taken_from_the_environment_and_not_shown(stack: Stack) -> None:
    ended = set_openai_key(stack, f"{OPENAI_KEY.fetch()}\n")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "local uses this key within 5 minutes\n"


def set_openai_key(stack: Stack, key: str) -> subprocess.CompletedProcess[str]:
    paths = f"{Path.cwd()}:{Path.cwd() / 'layers/shared/python'}"
    return subprocess.run(
        [sys.executable, "-m", "tools.openai_key", "local"],
        env={**os.environ, "PYTHONPATH": paths, "OPENAI_API_KEY": key},
        capture_output=True,
        text=True,
        check=False,
    )


KEEPS, KEEPS_NOTHING_OWN = (
    "CloudFront keeps the styles for who is not signed in",
    "CloudFront keeps no answer to who is signed in",
)


def test_an_api_that_cloudfront_keeps_as_it_may_passes() -> None:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), CloudFront)) as url:
        checks = {one.name: one.fault for one in studio.api(url, "token")}

    assert (checks[KEEPS], checks[KEEPS_NOTHING_OWN]) == ("", "")


def test_cloudfront_that_keeps_what_is_somebodys_own_fails() -> None:
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Greedy)) as url:
        checks = {one.name: one.fault for one in studio.api(url, "token")}

    assert (checks[KEEPS], checks[KEEPS_NOTHING_OWN]) == ("", "it says private, no-cache")


def test_pages_instead_of_the_api_fail_every_check(pleased: str) -> None:
    assert [one.name for one in studio.api(pleased, "token") if not one.fault] == []


@pytest.mark.usefixtures("catalogue")
def test_an_address_without_cloudfront_keeps_nothing(stack: Stack, accounts: Accounts) -> None:
    failed = faults(studio.api(stack.api_url, accounts["ana"].access_token))

    assert failed == {KEEPS: "it never did"}


def test_an_address_of_a_studio_that_is_none_is_said(nobody: str) -> None:
    ended = command(nobody, "--studio", "app.example.com")

    assert (ended.returncode, "'app.example.com' is not an address" in ended.stderr) == (2, True)


@pytest.fixture
def buckets_without_cors(stack: Stack) -> Iterator[None]:
    s3, kept = stack.client("s3"), {}
    for bucket in BUCKETS:
        name = stack.outputs[bucket.variables[0].replace("_", "")]
        kept[name] = s3.get_bucket_cors(Bucket=name)["CORSRules"]
        s3.delete_bucket_cors(Bucket=name)
    yield
    for name, rules in kept.items():
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": rules})


@pytest.mark.usefixtures("catalogue", "buckets_without_cors")
def test_buckets_that_no_page_may_read_fail_their_checks(stack: Stack) -> None:
    failed = faults(verify(stack.api_url, throw_away()))

    assert list(failed) == ["a page may post an upload", "a page may read a picture"]


@pytest.mark.parametrize("check", [presigned.upload, presigned.download])
def test_an_address_that_sends_a_page_away_fails(
    check: Callable[[str, str, str], Check], redirecting: str
) -> None:
    assert check("an address", f"{redirecting}/key", "https://app.example.com").fault == (
        "127.0.0.1 answered 307"
    )


@pytest.mark.parametrize("check", [presigned.upload, presigned.download])
def test_the_global_host_of_s3_fails_whatever_it_answers(
    check: Callable[[str, str, str], Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = httpx2.Headers({"access-control-allow-origin": "*"})
    monkeypatch.setattr(presigned, "ask", lambda *_, **__: Answer(200, browser, b""))

    def fault(host: str) -> str:
        return check("an address", f"https://{host}/key", "https://app.example.com").fault

    assert fault("media.s3.eu-west-1.amazonaws.com") == ""
    assert "names no region" in fault("media.s3.amazonaws.com")


def test_a_refusal_of_cognito_that_is_a_500_fails(redirecting: str) -> None:
    checks = [*cognito.refusals(redirecting, throw_away())]

    assert [check.name for check in checks if not check.fault] == []
    assert [check.name for check in checks] == [
        "an email that Cognito knows for none is 422 invalid_request",
        "a refresh token that is none is 401 invalid_refresh_token",
        "a second session begins",
    ]


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([{"EventType": "SignIn", "EventContextData": {"IpAddress": "192.0.2.7"}}], ""),
        ([{"EventType": "SignIn", "EventContextData": {}}], "Cognito was told no address"),
        ([{"EventType": "SignIn"}], "Cognito was told no address"),
        ([{"EventType": "SignUp"}], "Cognito noted no sign-in yet; try again in a minute"),
    ],
)
@pytest.mark.parametrize("mode", ["AUDIT", "ENFORCED"])
def test_threat_protection_is_told_where_a_caller_is(
    pool: Stubber, mode: str, events: list[dict[str, Any]], fault: str
) -> None:
    pool.add_response("describe_user_pool", described(mode))
    pool.add_response("admin_list_user_auth_events", {"AuthEvents": events})

    checks = [*cognito.threat_protection("ana@example.com")]

    assert [check.fault for check in checks] == [fault]


def test_without_threat_protection_nothing_is_asked(pool: Stubber) -> None:
    pool.add_response("describe_user_pool", described("OFF"))

    assert [*cognito.threat_protection("ana@example.com")] == []


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """An environment's pool, of which ana is a user."""
    made = boto3.session.Session("any", "any", region_name="eu-west-1").client("cognito-idp")
    monkeypatch.setenv("USER_POOL_ID", "eu-west-1_any")
    monkeypatch.setattr(cognito, "client", lambda _: made)
    monkeypatch.setattr(names, "find", lambda _: SimpleNamespace(username="ana"))
    with Stubber(made) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def described(mode: str) -> dict[str, Any]:
    return {"UserPool": {"UserPoolAddOns": {"AdvancedSecurityMode": mode}}}
