"""Presigned URLs in every region, as a browser is given them."""

from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

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
