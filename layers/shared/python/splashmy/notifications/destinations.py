"""Where a webhook may go: https, to addresses that everyone can reach; see docs/adr/0050."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from splashmy.core.details import SENTENCES, DetailCode

PRINTABLE = re.compile(r"[!-~]+")
PORTS = {"https": 443, "http": 80}
# IPv6 addresses that a gateway would turn into any IPv4 address: NAT64 and 6to4.
TRANSLATED = [ipaddress.ip_network(one) for one in ("64:ff9b::/96", "2002::/16")]


class UnsafeDestination(ValueError):
    """Nothing is sent there; `code` says why."""

    def __init__(self, code: DetailCode) -> None:
        super().__init__(SENTENCES[code])
        self.code: DetailCode = code


@dataclass(frozen=True)
class Destination:
    """`address` is the one that was checked: connect to it, never to the name again."""

    is_https: bool
    host: str
    port: int
    address: str
    authority: str
    target: str


def destination(url: str, *, private: bool = False) -> Destination:
    """Resolves the name, once. `private` also allows http and any address, for local tests."""
    parts = _parts(url)
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise UnsafeDestination("https_only")
    host, port = parts.hostname or "", _port(parts)
    addresses = _addresses(host, port)
    if not private and not all(map(is_public, addresses)):
        raise UnsafeDestination("private_address")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme == "https", host, port, addresses[0], parts.netloc, target)


def is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in TRANSLATED):
            return False
    return address.is_global and not address.is_multicast


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url if PRINTABLE.fullmatch(url) else "")
    except ValueError:
        raise UnsafeDestination("malformed_url") from None
    if not parts.hostname or "@" in parts.netloc:
        raise UnsafeDestination("malformed_url")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError:
        raise UnsafeDestination("malformed_url") from None


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnsafeDestination("host_unknown") from None
    return [str(address[0]) for *_, address in found]
