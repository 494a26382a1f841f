"""What all tables, buckets and the user pool still hold of somebody."""

from collections.abc import Iterator

from local.stack import Stack
from splashmy.core import media
from splashmy.core.ids import UserId
from splashmy.core.resources import BUCKETS, TABLES
from splashmy.identity.records import User


def traces(stack: Stack, user_id: UserId, *names: str) -> list[str]:
    """Every item, object and account that shows the user's id or names, but for the receipt."""
    known = (user_id, media.folder(user_id), *names)
    return [it for it in _everything(stack, receipt_of=user_id) if any(one in it for one in known)]


def _everything(stack: Stack, *, receipt_of: str) -> Iterator[str]:
    for table in TABLES:
        pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=table.id)
        for item in (item for page in pages for item in page["Items"]):
            is_receipt = item["pk"]["S"] == User.key(UserId(receipt_of))[0] and "deleted_at" in item
            if not is_receipt:
                yield str(item)
    s3 = stack.client("s3")
    for bucket in BUCKETS:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket.id):
            for one in (*page.get("Versions", []), *page.get("DeleteMarkers", [])):
                yield one["Key"]
    pages = stack.client("cognito-idp").get_paginator("list_users")
    for page in pages.paginate(UserPoolId=stack.outputs["USERPOOLID"]):
        yield from map(str, page["Users"])
