"""Clients of the emulator; its credentials open nothing anywhere else."""

from typing import Any

import boto3
from botocore.config import Config

REGION = "us-east-1"
ROOT_KEY = ("test", "test")
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
    "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
    "AWS_DEFAULT_REGION": REGION,
}


def client(service: str, endpoint_url: str, key: tuple[str, str] = ROOT_KEY) -> Any:
    """Of the account's root, unless another key is given."""
    session: Any = boto3.Session(*key, region_name=REGION)
    return session.client(
        service,
        endpoint_url=endpoint_url,
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}),
    )
