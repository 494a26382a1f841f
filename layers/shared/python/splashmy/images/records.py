"""The `images` table: uploads, their lists and counters.

| item      | pk           | sk                   | access                                          |
|-----------|--------------|----------------------|-------------------------------------------------|
| Image     | USER#<owner> | IMAGE#<id>           | GetItem; own list, newest first: 1 Query        |
| UploadDay | USER#<owner> | UPLOADS#<yyyy-mm-dd> | daily limit, moved in the upload's transaction  |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.errors import NotFound
from splashmy.records import Record
from splashmy.resources import IMAGES


class ImageNotFound(NotFound):
    message = "There is no such image."


class Image(Record):
    """One upload. Statuses: awaiting_upload -> processing -> ready | rejected | failed."""

    class Meta:
        table_name = "images"

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    owner_username = UnicodeAttribute(default="")
    title = UnicodeAttribute(default="")
    description = UnicodeAttribute(default="")
    original_filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    file_size = NumberAttribute()
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)
    format = UnicodeAttribute(null=True)
    status = UnicodeAttribute(default="awaiting_upload")
    version_id = UnicodeAttribute(null=True)
    media_key = UnicodeAttribute(null=True)
    thumbnail_key = UnicodeAttribute(null=True)
    is_public = BooleanAttribute(default=False)
    is_deleted = BooleanAttribute(default=False)
    tags = JSONAttribute(default=list)
    alt_text = UnicodeAttribute(null=True)
    rejection = JSONAttribute(null=True)
    failure = JSONAttribute(null=True)
    processed_count = NumberAttribute(default=0)
    download_count = NumberAttribute(default=0)
    upload_day = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(owner_id: str, image_id: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"IMAGE#{image_id}"


class UploadDay(Record):
    """How many uploads of one UTC day are used."""

    class Meta:
        table_name = "images"

    table = IMAGES

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    used = NumberAttribute(default=0)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(owner_id: str, day: str) -> tuple[str, str]:
        return f"USER#{owner_id}", f"UPLOADS#{day}"
