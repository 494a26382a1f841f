from datetime import timedelta

from functions.images.delete_image.handler import handler as delete_image
from local.stack import Stack
from splashmy.core import media, resources
from splashmy.core.ids import ImageId
from splashmy.core.settings import settings
from splashmy.images import changes, lists
from splashmy.images.records import Entry, Image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.tasks import run, without
from tests.recorded_calls import Refusals
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


def test_a_record_that_cannot_be_read_keeps_no_other_waiting(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    gone = a_ready_image(ana)
    client.call(delete_image, caller=ana, image_id=gone.id)
    (day,) = lists.of(changes.find(ana.id, gone.id, deleted_too=True))
    unreadable = {"pk": {"S": day}, "sk": {"S": "0"}, "owner_id": {"N": "1"}}
    resources.client("dynamodb").put_item(TableName=resources.IMAGES.id, Item=unreadable)

    report = run(stack, "purge_deleted", after=RETENTION + timedelta(days=1, minutes=1))

    Entry(day, ImageId("0")).delete()
    assert (report["set_aside"], objects(ana)) == (1, 0)


def test_a_purge_that_broke_is_tried_again(
    stack: Stack, client: Client, accounts: Accounts, refusals: Refusals
) -> None:
    ana = accounts.new()
    client.call(delete_image, caller=ana, image_id=a_ready_image(ana).id)
    late = RETENTION + timedelta(days=1, minutes=1)

    with without(stack, "purge_deleted", "s3:ListBucket"):
        broken = run(stack, "purge_deleted", after=late)
    kept = objects(ana)
    mended = run(stack, "purge_deleted", after=late)

    assert all("s3:ListBucket" in one for one in refusals.since_last(stack))
    assert (broken["done"], kept) == (0, 1)
    assert (mended["failed"], objects(ana)) == (0, 0)
