"""Presigned URLs in every region, as a browser is given them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

from splashmy.core.presigning import Credentials, presign_get
from splashmy.core.resources import PRESIGNING

# The last three never take the global host; the first two only once a bucket is known everywhere.
REGIONS = ("us-east-1", "eu-west-1", "eu-south-2", "il-central-1", "ap-southeast-2")


@pytest.mark.parametrize("region", REGIONS)
def test_a_presigned_url_names_the_region_of_its_bucket(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)  # a local stack's, in the same process
    session = boto3.session.Session("any", "any", region_name=region)
    s3 = session.client("s3", config=Config(**PRESIGNING))

    get = s3.generate_presigned_url("get_object", Params={"Bucket": "photos", "Key": "a"})
    post = s3.generate_presigned_post("photos", "a")["url"]

    host = f"photos.s3.{region}.amazonaws.com"
    assert (urlsplit(get).hostname, urlsplit(post).hostname) == (host, host)


# Of a function's role: access key, secret key and session token.
CREDENTIALS = Credentials("AKIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", "IQoJb3JpZ2lu+/Zz==")
LASTING = Credentials("AKIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", None)
SIGNED_AT = datetime(2026, 11, 26, 1, 2, 3, tzinfo=UTC)
KEYS = (
    "media/0f/original.png",
    "a b+c&d=e?f#g%20h",
    "ünïcode/写真/🎨.webp",
    "~tilde/-._/'(quoted)'!*,;:@$[]",
    "dots/../and/./slashes//twice/",
    "/begins-with-a-slash",
    'line\nbreak\ttab\\back"quote<>^`{|}',
)
DISPOSITIONS = (
    None,
    "attachment; filename=\"a b.png\"; filename*=UTF-8''%C3%BC%20b.png",
    "attachment; filename=\"a~b+c&d=e%.png\"; filename*=UTF-8''写真",
)


def by_botocore(
    key: str,
    region: str,
    credentials: Credentials,
    disposition: str | None = None,
    *,
    endpoint: str | None = None,
) -> str:
    parameters = {"Bucket": "photos", "Key": key}
    if disposition:
        parameters["ResponseContentDisposition"] = disposition
    s3 = client_of(region, credentials, endpoint)
    url: str = s3.generate_presigned_url("get_object", Params=parameters, ExpiresIn=900)
    return url


@cache
def client_of(region: str, credentials: Credentials, endpoint: str | None) -> Any:
    config = Config(**PRESIGNING)
    return session_of(credentials).client("s3", region, config=config, endpoint_url=endpoint)


@cache
def session_of(credentials: Credentials) -> boto3.session.Session:
    return boto3.session.Session(*credentials)


def by_ours(
    key: str,
    region: str,
    credentials: Credentials,
    disposition: str | None = None,
    *,
    endpoint: str | None = None,
) -> str:
    return presign_get(
        "photos",
        key,
        region=region,
        credentials=credentials,
        signed_at=SIGNED_AT,
        expires_in=900,
        endpoint=endpoint,
        overrides={"response-content-disposition": disposition} if disposition else None,
    )


@pytest.fixture
def at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore signs at `SIGNED_AT`, and knows no local stack."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: SIGNED_AT)


@pytest.mark.usefixtures("at_that_moment")
@pytest.mark.parametrize("credentials", [CREDENTIALS, LASTING], ids=["session", "lasting"])
@pytest.mark.parametrize("disposition", DISPOSITIONS, ids=["shown", "saved", "odd-name"])
@pytest.mark.parametrize("key", KEYS, ids=[str(n) for n in range(len(KEYS))])
def test_a_url_is_signed_in_the_same_bytes_as_botocores(
    key: str, disposition: str | None, credentials: Credentials
) -> None:
    theirs = by_botocore(key, "eu-west-1", credentials, disposition)

    assert by_ours(key, "eu-west-1", credentials, disposition) == theirs


@pytest.mark.usefixtures("at_that_moment")
@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_every_region_of_a_partition_has_botocores_host(partition: str) -> None:
    regions = boto3.session.Session().get_available_regions("s3", partition)

    theirs = [by_botocore("a", region, CREDENTIALS) for region in regions]

    assert [by_ours("a", region, CREDENTIALS) for region in regions] == theirs
    assert regions


@pytest.mark.usefixtures("at_that_moment")
def test_an_emulator_has_the_bucket_in_the_path() -> None:
    endpoint = "http://127.0.0.1:4566"

    theirs = by_botocore("a b", "us-east-1", CREDENTIALS, endpoint=endpoint)

    assert by_ours("a b", "us-east-1", CREDENTIALS, endpoint=endpoint) == theirs
