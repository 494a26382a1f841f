"""Signature Version 4 in the same bytes as botocore's: presigned GET URLs of S3, and POSTs.

A page of pictures holds dozens of URLs, and botocore needs an S3 client and a walk through its
endpoint rules for each. See docs/adr/0150-urls-are-signed-without-a-client.md.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"


class Credentials(NamedTuple):
    """`token` is that of a session, such as a function's."""

    access_key: str
    secret_key: str
    token: str | None = None


def bucket_url(bucket: str, region: str, endpoint: str | None = None) -> str:
    """Where a bucket's objects are: at its region's own host, or under an `endpoint`.

    The region's host, because the global one redirects without CORS while a bucket is young, and
    never works in regions that came after 2019. Names with dots have no certificate there.
    """
    if endpoint:
        return f"{endpoint.rstrip('/')}/{bucket}"
    return f"https://{bucket}.s3.{region}.{dns_suffix(region)}"


def dns_suffix(region: str) -> str:
    """Of AWS's hosts there."""
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"


def presign_get(
    bucket: str,
    key: str,
    *,
    region: str,
    credentials: Credentials,
    signed_at: datetime,
    expires_in: int,
    endpoint: str | None = None,
    overrides: dict[str, str] | None = None,
) -> str:
    """A URL of an object that works for `expires_in` seconds from `signed_at`, which is in UTC.

    `overrides` are headers that S3 shall answer with, such as `response-content-disposition`.
    """
    url = f"{bucket_url(bucket, region, endpoint)}/{quote(key, safe='/~')}"
    time = f"{signed_at:%Y%m%dT%H%M%SZ}"
    scope = f"{time[:8]}/{region}/s3/aws4_request"
    query = {
        **(overrides or {}),
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": f"{credentials.access_key}/{scope}",
        "X-Amz-Date": time,
        "X-Amz-Expires": str(expires_in),
        "X-Amz-SignedHeaders": "host",
    }
    if credentials.token is not None:
        query["X-Amz-Security-Token"] = credentials.token
    pairs = [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query.items()]
    signature = _signature(_canonical_request(url, pairs), time, scope, credentials)
    return f"{url}?{'&'.join(pairs)}&X-Amz-Signature={signature}"


def authorization(
    path: str,
    headers: dict[str, str],
    body: bytes,
    *,
    service: str,
    region: str,
    credentials: Credentials,
) -> str:
    """The header `Authorization` of a POST with these headers, all of which it signs.

    `Host` and `X-Amz-Date` have to be among them, and no value has spaces to fold.
    """
    signed = dict(sorted((name.lower(), value) for name, value in headers.items()))
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    time = headers["X-Amz-Date"]
    scope = f"{time[:8]}/{region}/{service}/aws4_request"
    request = f"POST\n{path}\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"
    signature = _signature(request, time, scope, credentials)
    credential = f"Credential={credentials.access_key}/{scope}"
    return f"{ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"


def _canonical_request(url: str, pairs: list[str]) -> str:
    at = urlsplit(url)
    return f"GET\n{at.path}\n{'&'.join(sorted(pairs))}\nhost:{at.netloc}\n\nhost\nUNSIGNED-PAYLOAD"


def _signature(request: str, time: str, scope: str, credentials: Credentials) -> str:
    to_sign = f"{ALGORITHM}\n{time}\n{scope}\n{sha256(request.encode()).hexdigest()}"
    return _sign(_signing_key(credentials.secret_key, scope), to_sign).hex()


def _signing_key(secret_key: str, scope: str) -> bytes:
    key = f"AWS4{secret_key}".encode()
    for part in scope.split("/"):
        key = _sign(key, part)
    return key


def _sign(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
