from typing import Any

from ministack.services import s3

_ITS_REGION = "us-east-1"


def close() -> None:
    """`<bucket>.s3.amazonaws.com` for a bucket elsewhere: the emulator answers, S3 sends away.

    With a 307 while a bucket is new, which has no CORS headers, so that no browser follows it; in
    the regions since 2019 with a 400, for ever.
    """
    check = s3._check_bucket_region

    def check_host(
        method: str, bucket: str, key: str, headers: dict[str, str], *args: Any, **named: Any
    ) -> Any:
        home = s3.bucket_region(bucket)
        if home not in (None, _ITS_REGION) and _host(headers).endswith("s3.amazonaws.com"):
            status, answered, body = s3._error(
                "TemporaryRedirect", "Please re-send this request to the endpoint.", 307, key
            )
            where = f"https://{bucket}.s3.{home}.amazonaws.com/{key}"
            return status, {**answered, "Location": where}, body
        return check(method, bucket, key, headers, *args, **named)

    s3._check_bucket_region = check_host


def _host(headers: dict[str, str]) -> str:
    return headers.get("host", "").partition(":")[0]
