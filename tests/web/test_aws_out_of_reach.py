"""Functions in processes of their own, with nothing, or nothing good, where AWS should be."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest

from tests.processes import invoke

pytestmark = pytest.mark.slow

PYNAMODB = "auth/get_profile", "/auth/profile"  # the guard reads the caller's record
BOTO3 = "processing/get_result", "/processing/results/018f0000-0000-7000-8000-000000000000"
CLAIMS = {"sub": "ana", "token_use": "access", "auth_time": "1"}


@contextmanager
def listening(*, backlog: int = 8) -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=backlog) as server:
        yield server


def address(server: socket.socket, scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def silent() -> Iterator[str]:
    with listening() as server:
        yield address(server)


@contextmanager
def full() -> Iterator[str]:
    """Its queue of connections is full, so that no other can be made."""
    with listening(backlog=0) as server:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(server.getsockname())
        yield address(server)
        for one in waiting:
            one.close()


@contextmanager
def absent() -> Iterator[str]:
    with listening() as server:
        gone = address(server)
    yield gone


@contextmanager
def hanging_up(scheme: str = "http", said: bytes = b"") -> Iterator[str]:
    with listening() as server:
        Thread(target=_hang_up, args=[server, said], daemon=True).start()
        yield address(server, scheme)
        server.shutdown(socket.SHUT_RDWR)


def _hang_up(server: socket.socket, said: bytes) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        if said:
            connection.recv(1024)
            connection.sendall(said)
        connection.close()


def without_tls() -> Any:
    return hanging_up("https", b"This is not TLS.")


def answered(function: tuple[str, str], aws: str, **more: Any) -> tuple[dict[str, Any], str]:
    """The function's answer, and what it logged."""
    name, path = function
    event = {
        "httpMethod": "GET",
        "path": f"/api/v1{path}",
        "headers": more.get("headers", {}),
        "body": None,
        "requestContext": {"requestId": "1", "authorizer": more.get("authorizer")},
    }
    variables = {
        "AWS_ENDPOINT_URL": aws,
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": "us-east-1",
        "USERS_TABLE": "users",
        "RESULTS_TABLE": "results",
        "USER_POOL_ID": "us-east-1_any",
        "USER_POOL_CLIENT_ID": "any",
    }
    return invoke(name, event, seconds=5, variables=variables)


FAULTS = pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (silent, "ReadTimeoutError"),
        (full, "ConnectTimeoutError"),
        (absent, "EndpointConnectionError"),
        (hanging_up, "ConnectionClosedError"),
        (without_tls, "SSLError"),
    ],
)


@FAULTS
@pytest.mark.parametrize("function", [PYNAMODB, BOTO3], ids=["PynamoDB", "boto3"])
def test_aws_out_of_reach_is_503_with_the_cause_in_the_log(
    function: tuple[str, str], fault: Any, cause: str
) -> None:
    authorizer = {"claims": CLAIMS} if function is PYNAMODB else None
    with fault() as aws:
        answer, log = answered(function, aws, authorizer=authorizer)

    assert answer["statusCode"] == 503
    assert answer["multiValueHeaders"]["Retry-After"] == ["1"]
    assert json.loads(answer["body"])["error"]["code"] == "service_unavailable"
    assert cause in log


@pytest.mark.parametrize("fault", [silent, full, absent, hanging_up, without_tls])
def test_a_token_is_not_called_bad_while_its_keys_are_out_of_reach(fault: Any) -> None:
    token = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxIn0.c2lnbmVk"
    with fault() as aws:
        answer, log = answered(BOTO3, aws, headers={"Authorization": f"Bearer {token}"})

    assert answer["statusCode"] == 503
    assert "The user pool's keys are out of reach" in log
