"""The bucket of stored pictures, and presigned URLs, minted for each answer and never kept."""

from urllib.parse import quote

from splashmy.core.resources import MEDIA, client
from splashmy.core.settings import settings


def url(key: str, *, filename: str | None = None) -> str:
    """A short-lived GET of `key`; with `filename`, one that a browser saves under that name."""
    parameters = {"Bucket": MEDIA.id, "Key": key}
    if filename:
        parameters["ResponseContentDisposition"] = _attachment(filename)
    signed: str = client("s3").generate_presigned_url(
        "get_object", Params=parameters, ExpiresIn=settings().download_expires_in
    )
    return signed


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
