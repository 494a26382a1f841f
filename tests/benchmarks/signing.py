"""Compare presigned URLs by botocore and by SplashMy: processor time for each, least of 15.

python -m tests.benchmarks.signing, with layers/shared/python on PYTHONPATH
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import boto3
from botocore.config import Config

from splashmy.core.presigning import Credentials, presign_get
from splashmy.core.resources import PRESIGNING

REGION = "eu-west-1"
URLS = 200
ROUNDS = 15

credentials = Credentials("any", "any", "token")
session = boto3.session.Session(*credentials, region_name=REGION)
s3 = session.client("s3", config=Config(**PRESIGNING))


def by_botocore(key: str) -> str:
    url: str = s3.generate_presigned_url("get_object", {"Bucket": "media", "Key": key}, 900)
    return url


def by_ours(key: str) -> str:
    return presign_get(
        "media",
        key,
        region=REGION,
        credentials=credentials,
        signed_at=datetime.now(UTC),
        expires_in=900,
    )


def microseconds(sign: Callable[[str], str]) -> float:
    began = time.process_time()
    for number in range(URLS):
        sign(f"media/{number}/display.jpg")
    return (time.process_time() - began) / URLS * 1e6


def main() -> None:
    rounds = [(microseconds(by_botocore), microseconds(by_ours)) for _ in range(ROUNDS)]
    theirs, ours = (min(figures) for figures in zip(*rounds, strict=True))
    print(f"botocore {theirs:.0f} us, SplashMy {ours:.0f} us: {ours / theirs:.2f} of botocore")


if __name__ == "__main__":
    main()
