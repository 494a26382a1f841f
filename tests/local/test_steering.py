"""The stand-ins at the studio's own address, as its monitor steers them."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from local.stack import Stack
from tests.local.calls import call

FAULT = {"service": "openai", "fault": "slow", "times": 2, "seconds": 1}


@pytest.fixture
def address(sample: Stack) -> Iterator[str]:
    yield f"{sample.api_url}/_stand-ins"
    call(f"{sample.stand_in_url}/_faults", "DELETE")


def test_faults_are_set_and_forgotten(address: str, sample: Stack) -> None:
    faults = json.dumps([FAULT]).encode()

    answer = call(
        f"{address}/faults", "PUT", faults, origin=sample.api_url, sec_fetch_site="same-origin"
    )

    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    (fault,) = call(f"{sample.stand_in_url}/_faults").json()
    assert fault.items() >= FAULT.items()
    assert call(f"{address}/faults", "DELETE", origin=sample.api_url).json() == []


@pytest.mark.parametrize("path", ["calls", "faults", "kinds"])
def test_what_the_stand_ins_say_is_shown(address: str, sample: Stack, path: str) -> None:
    answer = call(f"{address}/{path}")

    assert (answer.status, answer.json()) == (200, call(f"{sample.stand_in_url}/_{path}").json())


def test_a_mistake_is_told(address: str) -> None:
    assert call(f"{address}/faults", "PUT", b'[{"service": "nobody"}]').status == 422


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:1"},
        {"host": "evil.example:4566", "origin": "http://evil.example:4566"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "faults"), ("DELETE", "faults"), ("GET", "calls")]
)
def test_a_page_of_another_site_is_refused(
    address: str, sample: Stack, method: str, path: str, headers: dict[str, str]
) -> None:
    assert request(f"{address}/{path}", method, headers) == 403
    assert call(f"{sample.stand_in_url}/_faults").json() == []


def request(url: str, method: str, headers: dict[str, str]) -> int:
    """With a `Host` of one's own, which urllib would not send."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    body = json.dumps([FAULT]) if method == "PUT" else None
    connection.request(method, address.path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("path", ["files", "", "faults/x", "../v1/images/generations"])
def test_nothing_else_is_within_reach(address: str, path: str) -> None:
    assert call(f"{address}/{path}").status == 404
