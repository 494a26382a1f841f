"""Where a deployment is."""

import httpx2

from splashmy_client.errors import SplashMyError

PREFIX = "/api/v1"


def api_root(url: str) -> str:
    """The address that every path of the API follows, of a deployment's or the API's own."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        parsed = httpx2.URL()
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise SplashMyError(f"{url!r} is not an address: it begins with https:// or http://.")
    return url.rstrip("/").removesuffix(PREFIX) + PREFIX
