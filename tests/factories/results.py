"""Results as a finished job would have stored them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from splashmy.core import media, resources
from splashmy.core.ids import JobId, ResultId, first_id, made_at, new_id
from splashmy.core.transactions import transact
from splashmy.results import changes
from splashmy.results.records import Result
from tests.users import Account


def a_result(
    owner: Account, *, made: datetime | None = None, stored: bool = False, **given: Any
) -> Result:
    """`made` in the past gives it an id of that moment; `stored` puts its pictures into S3."""
    id = first_id(made) + str(uuid4())[13:] if made else new_id(str)
    folder = f"results/{media.folder(owner.id)}/{id}"
    pk, sk = Result.key(owner.id, ResultId(id))
    values: dict[str, Any] = {
        "id": id,
        "job_id": new_id(JobId),
        "job_type": "generation",
        "owner_id": owner.id,
        "owner_username": owner.username,
        "prompt": "A lighthouse",
        "original_key": f"{folder}/original.png",
        "display_key": f"{folder}/display.webp",
        "thumbnail_key": f"{folder}/thumbnail.webp",
        "format": "png",
        "size": 1000,
        "quality": "high",
        "background": "opaque",
        "width": 1024,
        "height": 1024,
        "created_at": made_at(id),
    }
    result = Result(pk, sk, **{**values, **given})
    if stored:
        for key in (result.original_key, result.display_key, result.thumbnail_key):
            resources.client("s3").put_object(Bucket=resources.MEDIA.id, Key=key, Body=key.encode())
    transact(lambda transaction: changes.put_actions(transaction, [result]))
    return result
