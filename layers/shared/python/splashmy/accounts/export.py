"""Everything that is stored about a user, as one JSON document to be fetched."""

import json
from collections.abc import Iterator
from typing import Any

from splashmy.accounts.schemas import Export
from splashmy.core import media
from splashmy.core.clock import day, now
from splashmy.core.ids import UserId, new_id
from splashmy.core.resources import IMAGES, JOBS, MEDIA, RESULTS, STYLES, USERS, Table, client
from splashmy.core.settings import settings
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User

TABLES = (USERS, IMAGES, STYLES, JOBS, RESULTS)
GRANTS = [*(table.query for table in TABLES), MEDIA.put, MEDIA.get]
FOLDER = "exports/"  # emptied by the bucket itself, after a day
INTERNAL = {"pk", "sk", "secret", "kept_sessions", "signed_out_sessions", "signed_out_before"}


def export(caller: SignedIn) -> Export:
    """The document may be larger than an answer can be (6 MB), so it is stored and linked."""
    key = f"{FOLDER}{media.folder(caller.id)}/{new_id(str)}.json"
    filename = f"splashmy-{day(now())}.json"
    document = {table.name: list(_items(table, caller.id)) for table in TABLES}
    client("s3").put_object(
        Bucket=MEDIA.id,
        Key=key,
        Body=json.dumps(document, default=_plain, ensure_ascii=False, indent=1).encode(),
        ContentType="application/json",
    )
    url = media.url(key, filename=filename)
    return Export(download_url=url, expires_in=settings().download_expires_in, filename=filename)


def _items(table: Table, user_id: UserId) -> Iterator[dict[str, Any]]:
    from boto3.dynamodb.types import TypeDeserializer  # boto3 takes long to load, and is only here

    read = TypeDeserializer().deserialize
    pages = (
        client("dynamodb", read_timeout=3)
        .get_paginator("query")
        .paginate(
            TableName=table.id,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": User.key(user_id)[0]}},
            ConsistentRead=True,
        )
    )
    for page in pages:
        for item in page["Items"]:
            fields = {name: read(value) for name, value in item.items() if name not in INTERNAL}
            yield {"record": item["sk"]["S"], **fields}


def _plain(value: Any) -> Any:
    """Numbers come as Decimal, sets as sets."""
    if isinstance(value, set):
        return sorted(value)
    return int(value) if value == int(value) else float(value)
