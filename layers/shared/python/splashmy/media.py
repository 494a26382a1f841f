"""Links to stored pictures, minted for each request and never stored."""

from splashmy import resources
from splashmy.settings import settings


def url(key: str, *, filename: str | None = None) -> str:
    """A presigned GET; with `filename` a browser saves the picture under that name."""
    parameters = {"Bucket": resources.MEDIA.id, "Key": key}
    if filename:
        parameters["ResponseContentDisposition"] = f'attachment; filename="{filename}"'
    link: str = resources.client("s3").generate_presigned_url(
        "get_object", Params=parameters, ExpiresIn=settings().download_expires_in
    )
    return link
