"""What becomes of a picture that S3 does not store."""

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from splashmy.core import media

S3 = boto3.session.Session("any", "any", region_name="eu-west-1").client("s3")


def put(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 refuses it with this code."""
    monkeypatch.setenv("MEDIA_BUCKET", "media")
    monkeypatch.setattr(media, "client", lambda _: S3)
    with Stubber(S3) as stubbed:
        stubbed.add_client_error("put_object", code)
        media.put("a.webp", b"picture", "image/webp", once=True)


def test_one_that_is_there_already_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    put("PreconditionFailed", monkeypatch)


@pytest.mark.parametrize("code", ["AccessDenied", "SlowDown"])
def test_one_that_is_not_stored_is_told(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ClientError, match=code):
        put(code, monkeypatch)
