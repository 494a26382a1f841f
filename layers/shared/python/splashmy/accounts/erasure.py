"""Erasing what a user made: public faces first, so that lists and counters of others stay true."""

from splashmy.core import media
from splashmy.core.clock import now
from splashmy.core.ids import UserId
from splashmy.core.resources import (
    BUCKETS,
    IDEMPOTENCY,
    IMAGES,
    JOBS,
    MEDIA,
    QUARANTINE,
    RESULTS,
    STYLES,
    Table,
    client,
)
from splashmy.images import changes, lists
from splashmy.images.records import Entry, Image
from splashmy.jobs import directory, retention
from splashmy.jobs.records import DayEntry, Job, Unfinished
from splashmy.results import changes as result_changes, likes, pending_updates
from splashmy.results.records import Result
from splashmy.styles import preferences

OWNED = (IMAGES, STYLES, JOBS, RESULTS, IDEMPOTENCY)
FOLDERS = (
    *((MEDIA, name) for name in ("images", "results", "partials", "exports", "avatars")),
    *((QUARANTINE, name) for name in ("uploads", "moderation", "avatars")),
)
GRANTS = [
    *(grant for table in OWNED for grant in (table.query, table.delete)),
    *(grant for table in (IMAGES, RESULTS) for grant in (table.get, table.put, table.update)),
    RESULTS.batch_get,
    RESULTS.batch_write,
    RESULTS.check,
    JOBS.update,
    STYLES.update,
    MEDIA.delete,
    *(grant for bucket in BUCKETS for grant in (bucket.list_versions, bucket.delete_version)),
]


def erase(user_id: UserId) -> None:
    """Safe to repeat: each item is found by what is still there."""
    likes.take_back(user_id)
    _erase_results(user_id)
    _erase_images(user_id)
    _erase_jobs(user_id)
    for preference in preferences.of_user(user_id):
        preferences.withdraw(preference)
    for table in OWNED:
        _empty(table, f"USER#{user_id}")
    _erase_objects(user_id)


def _erase_results(user_id: UserId) -> None:
    pk, of_kind = f"USER#{user_id}", Result.sk.startswith("RESULT#")
    for one in list(Result.query(pk, of_kind, consistent_read=True)):
        result_changes.delete(user_id, one.id)
    pending_updates.finish_of(user_id)


def _erase_images(user_id: UserId) -> None:
    pk, of_kind = f"USER#{user_id}", Image.sk.startswith("IMAGE#")
    for image in list(Image.query(pk, of_kind, consistent_read=True)):
        _forget(_withdrawn(image))


def _withdrawn(image: Image) -> Image:
    """Out of every list but those of what is deleted."""
    if image.is_deleted and not image.pending_lists:
        return image
    return changes.change(image.owner_id, image.id, _delete, deleted_too=True)


def _delete(image: Image) -> None:
    if not image.is_deleted:
        image.is_deleted, image.deleted_at = True, now()


def _forget(image: Image) -> None:
    for name in lists.of(image):
        Entry(name, image.id).delete()
    image.delete()


def _erase_jobs(user_id: UserId) -> None:
    pk, of_kind = f"USER#{user_id}", Job.sk.startswith("JOB#")
    for job in list(Job.query(pk, of_kind, consistent_read=True)):
        _empty(JOBS, f"JOB#{job.id}")
        directory.forget(job)
        Unfinished(*Unfinished.key(job.id)).delete()
        for day in retention.days_of(job):
            DayEntry(day, job.id).delete()


def _empty(table: Table, partition: str) -> None:
    database = client("dynamodb", read_timeout=3)
    pages = database.get_paginator("query").paginate(
        TableName=table.id,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
        ProjectionExpression="pk, sk",
    )
    for page in pages:
        for key in page["Items"]:
            database.delete_item(TableName=table.id, Key=key)


def _erase_objects(user_id: UserId) -> None:
    """Every version: what is erased cannot be brought back."""
    for bucket, folder in FOLDERS:
        owner = media.folder(user_id) if bucket is MEDIA else user_id
        pages = client("s3").get_paginator("list_object_versions")
        for page in pages.paginate(Bucket=bucket.id, Prefix=f"{folder}/{owner}/"):
            for one in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                client("s3").delete_object(
                    Bucket=bucket.id, Key=one["Key"], VersionId=one["VersionId"]
                )
