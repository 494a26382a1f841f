"""What AWS is sent by the clients of a function."""

import json
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError, NoRegionError

from splashmy.core import resources


class Sent(Exception):
    """A request was about to be sent."""


@pytest.fixture(autouse=True)
def _some_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)  # a local stack's, in the same process
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "any")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    # That of the process keeps the credentials which it finds first: others need the stack's.
    session = resources.session.__wrapped__()
    monkeypatch.setattr(resources, "session", lambda: session)


def request(service: str, operation: str, **parameters: Any) -> Any:
    def stop(request: Any, **_: Any) -> None:
        raise Sent(request)

    client = resources.client.__wrapped__(service)
    client.meta.events.register("before-send", stop)
    with pytest.raises(Sent) as stopped:
        getattr(client, operation)(**parameters)
    return stopped.value.args[0]


@pytest.mark.parametrize(
    ("service", "operation"), [("dynamodb", "list_tables"), ("sqs", "list_queues")]
)
def test_a_client_says_who_it_is_in_one_word(service: str, operation: str) -> None:
    sent = request(service, operation)

    name, *more = sent.headers["User-Agent"].split()
    assert name in ("SplashMy", b"SplashMy")
    assert not [one for one in more if str(one).startswith(("Botocore", "os/", "cfg/"))]


def test_what_pynamodb_made_is_not_checked_again() -> None:
    sent = request(
        "dynamodb", "get_item", TableName="t", Key={"pk": {"S": "a"}}, ConsistentRead="yes"
    )

    assert json.loads(sent.body)["ConsistentRead"] == "yes"


@pytest.fixture
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor a file says where and who this is, and no machine is asked."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BOTO_CONFIG"):
        monkeypatch.setenv(name, "/nowhere")


@pytest.mark.usefixtures("nothing_is_known")
def test_who_names_no_region_is_told_so() -> None:
    with pytest.raises(NoRegionError):
        resources.region()


@pytest.mark.usefixtures("nothing_is_known")
def test_who_has_no_credentials_is_told_so() -> None:
    with pytest.raises(NoCredentialsError):
        resources.credentials()
