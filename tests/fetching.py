"""Fetches what a presigned URL leads to, as a browser would."""

import urllib.request


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as response:
        return bytes(response.read())
