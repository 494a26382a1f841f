"""The `images` table: uploads, the lists they are in, and exact counts.

| item      | pk           | sk                   | access                                          |
|-----------|--------------|----------------------|-------------------------------------------------|
| Image     | USER#<owner> | IMAGE#<id>           | GetItem, or with others of a page: 1 BatchGet   |
| UploadDay | USER#<owner> | UPLOADS#<yyyy-mm-dd> | daily limit, moved in the upload's transaction  |
| Entry     | <list>       | <image id>           | 1 Query of page size + 1, newest first          |
| Tally     | USER#<owner> | TALLY#<list>         | read in the same BatchGet as the page's images  |
| Report    | USER#<user>  | REPORT#<image>       | put only if absent: once for each user          |
| Tag       | REMOVED_TAGS | <slug>               | GetItem: no image brings it back                |
| Tag       | TAGS         | <slug>               | the public vocabulary, by name: 1 Query         |

A list is what `splashmy.images.lists` names: all, a status, a tag or a word of one user, the
public ones, those to be moderated. So a page of any list is 1 Query and 1 BatchGet, however many
images there are; it costs (page size + 1) small reads twice. Several filters together cost the
same two calls, and up to 100 small reads in each. Sort keys are UUIDv7, so newest first. The
Tally of a list that is nobody's own has the partition TALLY#<list>. An upload or an edit writes
one Entry and one Tally for each list that changes.
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import ImageId, UserId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import IMAGES
from splashmy.core.sweeps import SweptRecord


class ImageNotFound(NotFound):
    message = "Image not found."


class ImageTakenDown(Conflict):
    message = "This image was taken down and cannot be published."


class ImageNotReady(Conflict):
    message = "The image is not ready yet."


class Image(Record):
    """One upload. Statuses: awaiting_upload -> processing -> ready | rejected | failed.

    `mask_area` is the share that it marks when it is used as a mask, and null where it is none.
    Written by `changes.change` only, which `revision` guards; `processed_count` and
    `download_count` are the exceptions, counted by plain ADDs. `pending_lists` are the moves
    between lists that did not fit into the last transaction.
    """

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(ImageId)
    owner_id = id_attribute(UserId)
    owner_username = UnicodeAttribute(default="")
    revision = NumberAttribute(default=1)
    title = UnicodeAttribute(default="")
    description = UnicodeAttribute(default="")
    original_filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    file_size = NumberAttribute()
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)
    format = UnicodeAttribute(null=True)
    mask_area = NumberAttribute(null=True)
    status = UnicodeAttribute(default="awaiting_upload")
    version_id = UnicodeAttribute(null=True)
    media_key = UnicodeAttribute(null=True)
    thumbnail_key = UnicodeAttribute(null=True)
    original_key = UnicodeAttribute(null=True)
    stored_bytes = NumberAttribute(default=0)
    is_public = BooleanAttribute(default=False)
    is_deleted = BooleanAttribute(default=False)
    deleted_at = UTCDateTimeAttribute(null=True)
    results_deleted = BooleanAttribute(default=False)
    tags = JSONAttribute(default=list)
    alt_text = UnicodeAttribute(null=True)
    rejection = JSONAttribute(null=True)
    in_review = BooleanAttribute(default=False)
    reports = JSONAttribute(default=list)
    report_count = NumberAttribute(default=0)
    taken_down = JSONAttribute(null=True)
    was_public = BooleanAttribute(default=False)
    failure = JSONAttribute(null=True)
    processed_count = NumberAttribute(default=0)
    download_count = NumberAttribute(default=0)
    pending_lists = JSONAttribute(null=True)
    upload_day = UnicodeAttribute()
    correlation_id = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(owner_id: UserId, image_id: ImageId) -> tuple[str, str]:
        return f"USER#{owner_id}", f"IMAGE#{image_id}"

    @classmethod
    def ready(cls, owner_id: UserId, image_id: ImageId) -> "Image":
        """One that can be used. Raises `ImageNotFound` and `ImageNotReady`."""
        try:
            image = cls.get(*cls.key(owner_id, image_id), consistent_read=True)
        except cls.DoesNotExist:
            raise ImageNotFound from None
        if image.is_deleted:
            raise ImageNotFound
        if image.status != "ready":
            raise ImageNotReady
        return image


class UploadDay(Record):
    """How many uploads of one UTC day are used."""

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(owner_id: UserId, day: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"UPLOADS#{day}"


class Entry(SweptRecord):
    """That an image is in a list. Its keys hold no user id where the list is public."""

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(ImageId, range_key=True)
    owner_id = id_attribute(UserId)


class Report(Record):
    """That a user reported an image; the image has the words, without who wrote them."""

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    reason = UnicodeAttribute()
    text = UnicodeAttribute(default="")
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(user_id: UserId, image_id: ImageId) -> tuple[str, str]:
        return f"USER#{user_id}", f"REPORT#{image_id}"


class Tally(Record):
    """How many images a list has, and the bytes that they take."""

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    length = NumberAttribute(default=0)
    stored_bytes = NumberAttribute(default=0)

    @staticmethod
    def key(name: str) -> tuple[str, str]:
        """In its owner's partition, so that whoever leaves takes it along."""
        kind, _, rest = name.partition("#")
        owner = rest.partition("#")[0]
        sk = f"TALLY#{name}"
        return (f"USER#{owner}" if kind == "USER" else sk), sk


class Tag(Record):
    """A word of the public vocabulary; curated ones were written by an administrator, in the
    request of `request_id`.
    """

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    is_curated = BooleanAttribute(default=False)
    request_id = UnicodeAttribute(null=True)

    @staticmethod
    def key(slug: str) -> tuple[str, str]:
        return "TAGS", slug
