from datetime import timedelta
from uuid import uuid4

import pytest

from functions.images.create_upload.handler import handler as create_upload
from functions.images.get_image.handler import handler as get_image
from functions.images.get_stats.handler import handler as get_stats
from local.stack import Stack
from splashmy.core import resources
from splashmy.core.sweeps import MOST_FAILURES
from splashmy.images import changes, lists, sweep, uploads
from splashmy.images.quarantine import NotAwaitedError
from splashmy.images.records import Entry, Image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.tasks import run, uploads_unnoticed
from tests.functions.images.uploading import announced, png, post_form, settled, uploaded
from tests.functions.processing.running import StandIn
from tests.users import Account, Accounts

NAME = "sweep_uploads"
EXPIRED = timedelta(minutes=21)


def claim(image: Image) -> None:
    """As the ingest does that then breaks off."""
    found = resources.client("s3").list_object_versions(
        Bucket=resources.QUARANTINE.id, Prefix=uploads.quarantine_key(image)
    )
    image.status, image.version_id = "processing", found["Versions"][0]["VersionId"]


def uploads_today(client: Client, caller: Account) -> int:
    return int(client.call(get_stats, caller=caller).data["today_uploads"])


def test_an_upload_that_never_came_fails_and_is_given_back_once(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    missing, other = (client.call(create_upload, caller=ana, body=announced(png())) for _ in "12")
    post_form(other.data["upload"], png())
    settled(client, ana, other.data["image"]["id"])

    for _ in range(2):
        run(stack, NAME, after=EXPIRED)

    image = client.call(get_image, caller=ana, image_id=missing.data["image"]["id"]).data
    assert (image["status"], image["failure"]["code"]) == ("failed", "upload_missing")
    assert uploads_today(client, ana) == 1


def test_an_upload_that_may_still_come_is_left_alone(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    waiting = client.call(create_upload, caller=ana, body=announced(png())).data["image"]

    run(stack, NAME)

    image = client.call(get_image, caller=ana, image_id=waiting["id"]).data
    assert image["status"] == "awaiting_upload"


def test_an_upload_whose_event_was_lost_is_taken_in(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana, tag = accounts.new(), uuid4().hex
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(), tags=[tag], is_public=True)

    run(stack, NAME, after=EXPIRED)

    assert client.call(get_image, caller=ana, image_id=image_id).data["status"] == "ready"
    assert uploads_today(client, ana) == 1


def test_at_once_it_takes_in_what_was_uploaded_and_leaves_what_was_not(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        lost, broken_off = (uploaded(client, ana, png()) for _ in "12")
    changes.change(ana.id, broken_off, claim)
    missing = client.call(create_upload, caller=ana, body=announced(png())).data["image"]["id"]

    run(stack, NAME, after=timedelta(seconds=1), at_once=True)

    statuses = [
        client.call(get_image, caller=ana, image_id=one).data["status"]
        for one in (lost, broken_off, missing)
    ]
    assert statuses == ["ready", "ready", "awaiting_upload"]


def test_a_file_that_comes_after_the_sweep_is_dropped(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    announcement = client.call(create_upload, caller=ana, body=announced(png())).data
    run(stack, NAME, after=EXPIRED)

    post_form(announcement["upload"], png())
    later = uploaded(client, ana, png())
    settled(client, ana, later)

    image = client.call(get_image, caller=ana, image_id=announcement["image"]["id"]).data
    assert (image["status"], image["failure"]["code"]) == ("failed", "upload_missing")
    assert uploads_today(client, ana) == 1


def test_work_that_broke_off_is_taken_up_again(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(), is_public=True)
    stand_in.misbehave("server_error", match="", service="rekognition", times=50)
    run(stack, NAME, after=EXPIRED)
    during = client.call(get_image, caller=ana, image_id=image_id).data
    stand_in.behave()

    run(stack, NAME, after=EXPIRED)

    assert during["status"] == "processing"
    assert client.call(get_image, caller=ana, image_id=image_id).data["status"] == "ready"


def test_work_that_broke_off_for_good_fails(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, status="processing", version_id="1")

    run(stack, NAME, after=timedelta(minutes=59))
    early = client.call(get_image, caller=ana, image_id=image.id).data
    run(stack, NAME, after=timedelta(minutes=61))
    late = client.call(get_image, caller=ana, image_id=image.id).data

    assert early["status"] == "processing"
    assert (late["status"], late["failure"]["code"]) == ("failed", "processing_failed")


def test_an_image_that_breaks_keeps_no_other_waiting(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    broken, missing = (
        client.call(create_upload, caller=ana, body=announced(png())).data["image"]["id"]
        for _ in "12"
    )
    pk, sk = Image.key(ana.id, broken)
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    resources.client("dynamodb").update_item(
        TableName=resources.IMAGES.id,
        Key=key,
        UpdateExpression="SET created_at = :nonsense",
        ExpressionAttributeValues={":nonsense": {"S": "yesterday"}},
    )

    first, *_, last = [run(stack, NAME, after=EXPIRED) for _ in range(MOST_FAILURES)]

    Entry(lists.UNFINISHED, broken).delete()
    resources.client("dynamodb").delete_item(TableName=resources.IMAGES.id, Key=key)
    assert client.call(get_image, caller=ana, image_id=missing).data["status"] == "failed"
    assert (first["failed"], last["failed"], last["set_aside"]) == (1, 0, 1)


def test_nothing_stays_in_quarantine(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    settled(client, ana, uploaded(client, ana, png((255, 0, 0))))

    run(stack, NAME, after=EXPIRED)

    found = resources.client("s3").list_object_versions(
        Bucket=resources.QUARANTINE.id, Prefix=f"uploads/{ana.id}/"
    )
    assert found.get("Versions", []) == []


def test_an_upload_whose_event_comes_while_it_is_given_up_is_kept(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png())
    awaited = changes.find(ana.id, image_id)
    changes.change(ana.id, image_id, claim)

    with pytest.raises(NotAwaitedError):
        sweep._give_up(awaited, sweep.MISSING)

    assert changes.find(ana.id, image_id).status == "processing"
