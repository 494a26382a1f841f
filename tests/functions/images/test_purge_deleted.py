from datetime import timedelta

from functions.images.delete_image.handler import handler as delete_image
from local.stack import Stack
from splashmy.core import media, resources
from splashmy.core.settings import settings
from splashmy.images.records import Entry, Image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.tasks import run
from tests.users import Account, Accounts

RETENTION = timedelta(days=settings().deleted_retention_days)


def objects(owner: Account, folder: str = "images") -> int:
    found = resources.client("s3").list_objects_v2(
        Bucket=resources.MEDIA.id, Prefix=f"{folder}/{media.folder(owner.id)}/"
    )
    return int(found["KeyCount"])


def test_deleted_images_go_with_their_objects_after_the_retention_time(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    kept, gone = a_ready_image(ana), a_ready_image(ana)
    client.call(delete_image, caller=ana, image_id=gone.id)

    run(stack, "purge_deleted", after=RETENTION - timedelta(days=1))
    before = objects(ana)
    run(stack, "purge_deleted", after=RETENTION + timedelta(days=1, minutes=1))

    assert (before, objects(ana)) == (2, 1)
    assert [image.id for image in Image.query(gone.pk, Image.sk.startswith("IMAGE#"))] == [kept.id]
    assert list(Entry.query(gone.pk, Entry.sk == gone.id)) == []
