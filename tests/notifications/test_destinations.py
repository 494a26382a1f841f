import pytest

from splashmy.notifications.destinations import (
    Destination,
    UnsafeDestination,
    destination,
    is_public,
)

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 nothing is bound
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_sent_to(address: str) -> None:
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(UnsafeDestination, match="that everyone can reach"):
        destination(f"https://{host}/hook")


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
def test_no_name_of_a_private_address_is_sent_to(host: str) -> None:
    with pytest.raises(UnsafeDestination, match="that everyone can reach"):
        destination(f"https://{host}/hook")


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://ana@8.8.8.8/",
        "https://8.8.8.8:99999/",
        "https://8.8.8.8/a b",
        "https://8.8.8.8/\r\nX-Other: 1",
        "https://[8.8.8.8/",
        "https:///hook",
    ],
)
def test_only_plain_https_is_sent_to(url: str) -> None:
    with pytest.raises(UnsafeDestination):
        destination(url)


@pytest.mark.parametrize("url", ["https:///hook", "https://ana@8.8.8.8/", "https://[8.8.8.8/"])
def test_what_is_no_address_of_a_server_is_called_malformed(url: str) -> None:
    with pytest.raises(UnsafeDestination) as refused:
        destination(url)

    assert refused.value.code == "malformed_url"


def test_a_public_address_is_the_one_to_connect_to() -> None:
    where = destination("https://8.8.8.8:8443/hook?a=1")

    assert where == Destination(True, "8.8.8.8", 8443, "8.8.8.8", "8.8.8.8:8443", "/hook?a=1")
    assert is_public("2606:4700:4700::1111")
