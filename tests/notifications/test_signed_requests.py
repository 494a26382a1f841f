"""How a webhook's receiver is reached: at the checked address, under its name, in time."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_server, socket
from threading import Thread

import pytest

from splashmy.notifications import signed_requests
from splashmy.notifications.destinations import Destination
from splashmy.notifications.signed_requests import NoAnswer, post
from tests.functions.processing.certificates import Authority

HOST = "hooks.example.com"
BODY = b"{}"

Serve = Callable[[socket], None]


@contextmanager
def serving(serve: Serve, *, https: bool) -> Iterator[Destination]:
    """One connection is served, at 127.0.0.1, whatever the name in the destination stands for."""

    def accept() -> None:
        with suppress(OSError), server.accept()[0] as connection:
            connection.settimeout(5)
            serve(connection)

    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        serving = Thread(target=accept)
        serving.start()
        port = server.getsockname()[1]
        yield Destination(https, HOST, port, "127.0.0.1", f"{HOST}:{port}", "/hook?a=1")
        serving.join()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def trusted(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """What OpenSSL trusts by default is this authority alone."""
    authority.write(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def answering(received: list[bytes]) -> Serve:
    def serve(connection: socket) -> None:
        request = connection.recv(4096)
        while not request.endswith(BODY):
            request += connection.recv(4096)
        received.append(request)
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    return serve


def over_tls(certificate: Path, serve: Serve) -> Serve:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve_secured(connection: socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            serve(secured)

    return serve_secured


def trickle(connection: socket) -> None:
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1")
    for _ in range(100):
        connection.sendall(b" ")
        time.sleep(0.05)
    connection.sendall(b"204 No Content\r\n\r\n")


def test_the_receiver_is_told_under_its_verified_name(trusted: Authority, tmp_path: Path) -> None:
    received: list[bytes] = []
    certificate = trusted.issue(HOST, tmp_path / "server.pem")

    with serving(over_tls(certificate, answering(received)), https=True) as where:
        status = post(where, BODY, "secret")

    assert status == 204
    assert received[0].startswith(b"POST /hook?a=1 HTTP/1.1\r\n")
    assert f"Host: {where.authority}\r\n".encode() in received[0]


def test_a_certificate_of_another_name_is_told_nothing(trusted: Authority, tmp_path: Path) -> None:
    received: list[bytes] = []
    certificate = trusted.issue("other.example.com", tmp_path / "server.pem")

    with (
        serving(over_tls(certificate, answering(received)), https=True) as where,
        pytest.raises(NoAnswer),
    ):
        post(where, BODY, "secret")

    assert received == []


def test_a_certificate_of_an_unknown_authority_is_told_nothing(
    authority: Authority, tmp_path: Path
) -> None:
    received: list[bytes] = []
    certificate = authority.issue(HOST, tmp_path / "server.pem")

    with (
        serving(over_tls(certificate, answering(received)), https=True) as where,
        pytest.raises(NoAnswer),
    ):
        post(where, BODY, "secret")

    assert received == []


def test_the_checked_address_is_connected_to_and_greeted_with_the_name() -> None:
    greetings: list[bytes] = []

    with (
        serving(lambda connection: greetings.append(connection.recv(4096)), https=True) as where,
        pytest.raises(NoAnswer),
    ):
        post(where, BODY, "secret")

    assert HOST.encode() in greetings[0]


@pytest.mark.parametrize("https", [True, False])
def test_an_answer_that_trickles_is_not_waited_for(
    trusted: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, https: bool
) -> None:
    monkeypatch.setattr(signed_requests, "TO_ANSWER", 0.5)
    secured = over_tls(trusted.issue(HOST, tmp_path / "server.pem"), trickle)

    with serving(secured if https else trickle, https=https) as where, pytest.raises(NoAnswer):
        post(where, BODY, "secret")


def test_a_greeting_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_requests, "TO_ANSWER", 0.2)
    hung_up: list[bool] = []

    def say_nothing(connection: socket) -> None:
        connection.recv(4096)
        hung_up.append(connection.recv(4096) == b"")

    with serving(say_nothing, https=True) as where, pytest.raises(NoAnswer):
        post(where, BODY, "secret")

    assert hung_up == [True]
