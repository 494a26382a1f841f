"""Sends a signed body to a checked address; follows nothing, trusts nothing that comes back."""

import contextlib
import hashlib
import hmac
import socket
import ssl
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from threading import Timer

from splashmy.core import log
from splashmy.notifications.destinations import Destination

# Seconds.
TO_CONNECT = 5
TO_ANSWER = 10  # greeting, sending and reading together, however slowly they go on


class NoAnswer(Exception):
    """Nobody answered in time, or not in HTTP, or with a wrong certificate."""


def sign(secret: str, timestamp: int, body: bytes) -> str:
    signed = f"{timestamp}.".encode() + body
    return f"sha256={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def post(where: Destination, body: bytes, secret: str) -> int:
    """The status of the answer."""
    timestamp = int(time.time())
    headers = {
        "Host": where.authority,
        "Content-Type": "application/json",
        "User-Agent": "SplashMy",
        "X-SplashMy-Timestamp": str(timestamp),
        "X-SplashMy-Signature": sign(secret, timestamp, body),
        "X-Correlation-ID": log.correlation_id() or "",
    }
    try:
        with _connected(where) as connected, _ended_in_time(connected):
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
            return _answered(connected, where, body, headers)
    except (OSError, HTTPException) as error:
        raise NoAnswer from error


def _connected(where: Destination) -> socket.socket:
    plain = socket.create_connection((where.address, where.port), timeout=TO_CONNECT)
    if not where.is_https:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(
            plain, server_hostname=where.host, do_handshake_on_connect=False
        )
    except BaseException:
        plain.close()
        raise


@contextlib.contextmanager
def _ended_in_time(connected: socket.socket) -> Iterator[None]:
    """A socket's own timeout starts anew with every byte."""
    timer = Timer(TO_ANSWER, _end, [connected])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _answered(
    connected: socket.socket, where: Destination, body: bytes, headers: dict[str, str]
) -> int:
    connection = HTTPConnection(where.host, where.port)
    connection.auto_open = 0  # it would resolve the name again
    connection.sock = connected
    connection.request("POST", where.target, body, headers)
    with connection.getresponse() as response:
        return response.status
