"""Short-lived addresses of pictures in the media bucket, made anew for each answer."""

from splashmy.resources import MEDIA, client
from splashmy.settings import settings


def url(key: str, *, filename: str | None = None) -> str:
    """A presigned GET; with `filename` the browser saves it under that name."""
    where = {"Bucket": MEDIA.id, "Key": key}
    if filename:
        where["ResponseContentDisposition"] = f'attachment; filename="{filename}"'
    presigned: str = client("s3").generate_presigned_url(
        "get_object", Params=where, ExpiresIn=settings().download_expires_in
    )
    return presigned
