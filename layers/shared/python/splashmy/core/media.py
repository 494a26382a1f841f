"""The bucket of stored pictures, and presigned URLs, minted for each answer and never kept."""

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from splashmy.core import resources
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.presigning import presign_get
from splashmy.core.resources import MEDIA, client, environment
from splashmy.core.settings import settings


def url(key: str, *, filename: str | None = None) -> str:
    """A short-lived GET of `key`; with `filename`, one that a browser saves under that name."""
    return presign_get(
        MEDIA.id,
        key,
        region=resources.region(),
        credentials=resources.credentials(),
        signed_at=datetime.now(UTC),  # S3 heeds no clock_offset
        expires_in=settings().download_expires_in,
        endpoint=environment.get("AWS_ENDPOINT_URL"),
        overrides={"response-content-disposition": _attachment(filename)} if filename else None,
    )


def urls_expire_at() -> datetime:
    """When the URLs that are minted now stop working."""
    return now().replace(microsecond=0) + timedelta(seconds=settings().download_expires_in)


def folder(user_id: UserId) -> str:
    """The folder of a user's pictures: strangers see it in URLs, and must not learn the id from it.

    A user id has 122 random bits, so it can't be found by trying.
    """
    return hashlib.sha256(f"media/{user_id}".encode()).hexdigest()[:32]


def put(key: str, content: bytes, content_type: str, *, once: bool = False) -> None:
    """Store a picture. `once` keeps what is there already, and says nothing."""
    s3, known = client("s3"), settings()
    condition = {"IfNoneMatch": "*"} if once else {}
    try:
        s3.put_object(
            Bucket=MEDIA.id,
            Key=key,
            Body=content,
            ContentType=content_type,
            # As long as a URL lives: the next one has another signature, so it is fetched anew.
            CacheControl=f"private, max-age={known.download_expires_in}",
            **condition,
        )
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise


def _attachment(filename: str) -> str:
    """Both forms of RFC 6266: plain ASCII for the old, UTF-8 for all others."""
    plain = "".join(one if one.isalnum() or one in "._- " else "_" for one in filename)
    ascii_only = plain.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(filename, safe='')}"
