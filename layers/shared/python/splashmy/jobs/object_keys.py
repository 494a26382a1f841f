"""Where the pictures of a job are in the media bucket."""

from typing import Any

from splashmy.core import media
from splashmy.core.resources import MEDIA, client
from splashmy.jobs.records import Job

PARTIALS = "partials/"
CONTENT_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
EXTENSIONS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


def folder(job: Job) -> str:
    return f"results/{media.folder(job.owner_id)}/{job.id}/"


def partials(job: Job) -> str:
    """Partial images are removed by the bucket itself, after a week."""
    return f"{PARTIALS}{media.folder(job.owner_id)}/{job.id}/"


def original_key(job: Job, index: int, format: str) -> str:
    return f"{folder(job)}{index}/original.{EXTENSIONS[format]}"


def display_key(job: Job, index: int) -> str:
    return f"{folder(job)}{index}/display.webp"


def thumbnail_key(job: Job, index: int) -> str:
    return f"{folder(job)}{index}/thumbnail.webp"


def partial_key(job: Job, attempt: int, number: int, format: str) -> str:
    return f"{partials(job)}{attempt}-{number}.{EXTENSIONS[format]}"


def put(key: str, content: bytes, format: str) -> None:
    media.put(key, content, CONTENT_TYPES[format])


def put_once(key: str, content: bytes, format: str) -> None:
    """Keep what is there already: a late worker must not replace what was looked at meanwhile."""
    media.put(key, content, CONTENT_TYPES[format], once=True)


def get(key: str) -> bytes:
    found: Any = client("s3").get_object(Bucket=MEDIA.id, Key=key)
    return bytes(found["Body"].read())


def remove(job: Job) -> None:
    """Remove everything that a job without results left."""
    s3 = client("s3")
    for prefix in (folder(job), partials(job)):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=MEDIA.id, Prefix=prefix):
            for item in page.get("Contents", []):
                s3.delete_object(Bucket=MEDIA.id, Key=item["Key"])
