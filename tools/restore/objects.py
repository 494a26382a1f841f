"""The media bucket and the records agree: no record without its object, no object without one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from splashmy.core.resources import MEDIA, client
from splashmy.identity.records import User
from splashmy.images import changes
from splashmy.images.records import Image
from splashmy.results import changes as result_changes
from splashmy.results.records import Result

FOLDERS = ("images/", "results/", "avatars/")  # the bucket empties the others by itself
LOST = {
    "code": "file_lost",
    "message": "The file of this image was lost; please upload it again.",
}


@dataclass(frozen=True)
class Need:
    """The objects that a record points to, and what becomes of it without them."""

    keys: list[str]
    give_up: Callable[[], object]


def bring_into_agreement() -> str:
    """Only while no job and no upload is under way: their objects have no record yet."""
    present, recorded = set(_present()), set[str]()
    back = given_up = 0
    for need in list(_needs()):
        missing = [one for one in need.keys if one not in present]
        found = [one for one in missing if _brought_back(one)]
        if found == missing:
            back += len(found)
            recorded.update(need.keys)
        else:
            need.give_up()
            given_up += 1
    unrecorded = {one for one in present - recorded if one.startswith(FOLDERS)}
    for one in unrecorded:
        client("s3").delete_object(Bucket=MEDIA.id, Key=one)
    return (
        f"{MEDIA.id}: {back} objects brought back, {given_up} records without theirs given up, "
        f"{len(unrecorded)} objects without a record removed"
    )


def _present() -> Iterator[str]:
    pages = client("s3").get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=MEDIA.id):
        yield from (one["Key"] for one in page.get("Contents", []))


def _needs() -> Iterator[Need]:
    for image in Image.scan(Image.sk.startswith("IMAGE#")):
        yield Need(_keys(image), partial(_fail, image))
    for result in Result.scan(Result.pk.startswith("USER#") & Result.sk.startswith("RESULT#")):
        keys = [result.original_key, result.display_key, result.thumbnail_key]
        yield Need(keys, partial(result_changes.delete, result.owner_id, result.id))
    for user in User.scan(User.avatar_key.exists()):
        yield Need([user.avatar_key], partial(user.update, [User.avatar_key.remove()]))


def _keys(image: Image) -> list[str]:
    return [one for one in (image.media_key, image.thumbnail_key, image.original_key) if one]


def _fail(image: Image) -> None:
    def edit(current: Image) -> None:
        current.status, current.failure, current.stored_bytes = "failed", LOST, 0
        current.media_key = current.thumbnail_key = current.original_key = None

    changes.change(image.owner_id, image.id, edit, deleted_too=True)


def _brought_back(key: str) -> bool:
    """Whether there was a version beneath its delete markers, which are removed then."""
    found = client("s3").list_object_versions(Bucket=MEDIA.id, Prefix=key)
    if not any(one["Key"] == key for one in found.get("Versions", [])):
        return False
    newest = max(one["LastModified"] for one in found["Versions"] if one["Key"] == key)
    for marker in found.get("DeleteMarkers", []):
        if marker["Key"] == key and marker["LastModified"] >= newest:
            client("s3").delete_object(Bucket=MEDIA.id, Key=key, VersionId=marker["VersionId"])
    return True
