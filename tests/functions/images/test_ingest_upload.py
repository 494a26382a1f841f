import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.error import HTTPError

import pytest
from PIL import ExifTags, Image

from functions.auth.get_profile.handler import handler as get_profile
from functions.images.create_upload.handler import handler as create_upload
from functions.images.delete_image.handler import handler as delete_image
from functions.images.get_image.handler import handler as get_image
from functions.images.get_stats.handler import handler as get_stats
from functions.images.list_public_images.handler import handler as list_public_images
from local.stack import Stack
from splashmy.accounts import avatars
from splashmy.core import media, resources
from splashmy.core.ids import AvatarId, ImageId, UserId
from splashmy.core.settings import settings
from splashmy.images import changes, ingest, sweep
from splashmy.images.quarantine import Arrival
from tests.client import Client
from tests.functions.auth.avatars import send, upload
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.test_list_images import listed
from tests.functions.images.test_purge_deleted import objects
from tests.functions.images.uploading import (
    announced,
    encoded,
    fetched,
    png,
    post_form,
    settled,
    uploaded,
)
from tests.functions.processing.running import StandIn
from tests.imaging.making import scan_bomb
from tests.meanwhile import before
from tests.users import Account, Accounts

FUNCTION = "splashmy-local-images-ingest_upload"
RED = (255, 0, 0)

Setting = Callable[[str, str], None]


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Setting]:
    """Sets what an environment may set, in this process."""

    def give(name: str, value: str) -> None:
        monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield give
    monkeypatch.undo()
    settings.cache_clear()


def newest(owner_id: UserId, image_id: ImageId) -> Arrival:
    """The newest version in quarantine."""
    return newest_of(f"uploads/{owner_id}/{image_id}")


def newest_of(key: str) -> Arrival:
    found = resources.client("s3").list_object_versions(Bucket=resources.QUARANTINE.id, Prefix=key)
    return Arrival(key, found["Versions"][0]["VersionId"])


def arrival(owner_id: UserId, image_id: ImageId) -> dict[str, Any]:
    """The event of the newest version in quarantine."""
    version = newest(owner_id, image_id)
    return {"detail": {"object": {"key": version.key, "version-id": version.version_id}}}


def left_in_quarantine(owner: Account) -> list[dict[str, Any]]:
    found = resources.client("s3").list_object_versions(
        Bucket=resources.QUARANTINE.id, Prefix=f"uploads/{owner.id}/"
    )
    return list(found.get("Versions", []))


def test_a_public_image_is_in_the_feed_once_it_is_ready(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    image = settled(client, ana, uploaded(client, ana, png(), tags=["Sea"], is_public=True))

    assert image["status"] == "ready"
    assert image["id"] in [one["id"] for one in client.call(list_public_images).results]


def test_the_same_event_twice_changes_nothing(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png())
    event = arrival(ana.id, image_id)

    stack.invoke(FUNCTION, event)
    first = client.call(get_image, caller=ana, image_id=image_id).data
    stack.invoke(FUNCTION, event)
    second = client.call(get_image, caller=ana, image_id=image_id).data

    assert first["updated_at"] == second["updated_at"]
    assert client.call(get_stats, caller=ana).data["safe_images"] == 1


def test_the_same_event_many_times_at_once_changes_things_once(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(), tags=["Sea"])
    event = arrival(ana.id, image_id)

    with ThreadPoolExecutor(4) as pool:
        for invoked in [pool.submit(stack.invoke, FUNCTION, event) for _ in range(4)]:
            invoked.exception()

    stats = client.call(get_stats, caller=ana).data
    assert (stats["total_images"], stats["safe_images"], stats["today_uploads"]) == (1, 1, 1)
    for filtered in ({"status": "ready"}, {"tag": "sea"}):
        assert listed(client, ana, **filtered) == (1, [image_id])


def test_a_second_file_for_the_same_image_is_dropped(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    answer = client.call(create_upload, caller=ana, body=announced(png())).data
    image_id = answer["image"]["id"]
    post_form(answer["upload"], png(size=(120, 90)))
    first = settled(client, ana, image_id)

    status = post_form(answer["upload"], png(RED))
    other = settled(client, ana, uploaded(client, ana, png()))

    assert (status, other["status"]) == (204, "ready")
    kept = client.call(get_image, caller=ana, image_id=image_id).data
    assert (kept["status"], kept["updated_at"]) == ("ready", first["updated_at"])
    with Image.open(BytesIO(fetched(kept["url"]))) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (30, 120, 200)


def test_of_two_files_the_first_announced_counts_in_whatever_order_they_came(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    announcement = client.call(create_upload, caller=ana, body=announced(png())).data
    image_id, events = announcement["image"]["id"], []
    with uploads_unnoticed(stack):
        for width in (100, 200):
            post_form(announcement["upload"], png(size=(width, 90)))
            events.append(arrival(ana.id, image_id))

    for event in reversed(events):
        stack.invoke(FUNCTION, event)

    image = client.call(get_image, caller=ana, image_id=image_id).data
    assert (image["status"], image["width"]) == ("ready", 200)
    assert client.call(get_stats, caller=ana).data["safe_images"] == 1
    assert left_in_quarantine(ana) == []


def test_a_file_for_a_deleted_image_changes_nothing(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(), is_public=True)
    event = arrival(ana.id, image_id)
    client.call(delete_image, caller=ana, image_id=image_id)

    stack.invoke(FUNCTION, event)

    assert client.call(get_image, caller=ana, image_id=image_id).status == 404
    assert listed(client, ana) == (0, [])
    assert (left_in_quarantine(ana), objects(ana)) == ([], 0)


@pytest.mark.parametrize("kept", [False, True])
def test_the_file_itself_is_kept_only_where_the_environment_says_so(
    kept: bool, stack: Stack, client: Client, accounts: Accounts, setting: Setting
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png())
    setting("KEEP_ORIGINALS", str(kept))

    ingest.take_in(newest(ana.id, image_id))

    assert client.call(get_image, caller=ana, image_id=image_id).data["status"] == "ready"
    assert objects(ana) == (3 if kept else 2)


def test_without_moderation_nothing_looks_at_a_picture(
    stack: Stack, client: Client, accounts: Accounts, setting: Setting
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(RED), tags=["Tomato"])
    setting("CONTENT_MODERATION", "False")

    ingest.take_in(newest(ana.id, image_id))

    image = client.call(get_image, caller=ana, image_id=image_id).data
    assert (image["status"], [tag["name"] for tag in image["tags"]]) == ("ready", ["Tomato"])


def test_the_form_takes_no_other_type_and_no_bigger_file(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    upload = client.call(create_upload, caller=ana, body=announced(png())).data["upload"]
    other = upload | {"fields": upload["fields"] | {"Content-Type": "text/html"}}

    assert post_form(other, png()) == 403
    assert post_form(upload, b"") == 400
    assert post_form(upload, b"x" * (10 * 1024 * 1024 + 1)) == 400


def test_nothing_passes_while_moderation_fails(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png(RED), is_public=True)
    event = arrival(ana.id, image_id)
    stand_in.misbehave("server_error", match="", service="rekognition", times=50)

    with pytest.raises(RuntimeError):
        stack.invoke(FUNCTION, event)
    image = client.call(get_image, caller=ana, image_id=image_id).data
    stand_in.behave()
    stack.invoke(FUNCTION, event)

    assert (image["status"], image["url"]) == ("processing", None)
    assert listed(client, ana, status="rejected") == (1, [image_id])


def test_a_photograph_is_turned_upright_and_loses_its_metadata(
    client: Client, accounts: Accounts
) -> None:
    ana, exif = accounts.new(), Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    photo = encoded(Image.new("RGB", (200, 100), (30, 120, 200)), "JPEG", exif=exif)

    image = settled(client, ana, uploaded(client, ana, photo, filename="photo.jpg"))

    assert (image["width"], image["height"]) == (100, 200)
    for url in (image["url"], image["thumbnail_url"]):
        with Image.open(BytesIO(fetched(url))) as picture:
            assert not picture.getexif()
            assert not picture.info.keys() & {"exif", "icc_profile", "xmp", "comment"}


def test_an_avatar_replaces_the_one_before(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    first = upload(client, ana, png())

    second = upload(client, ana, png((200, 120, 30)))

    assert first
    assert second
    assert fetched(second)
    with pytest.raises(HTTPError, match="404") as gone:
        fetched(first)
    gone.value.close()


def test_a_big_picture_is_made_smaller_and_stays_transparent(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    content = encoded(Image.new("RGBA", (3000, 1500), (30, 120, 200, 100)), "PNG")

    image = settled(client, ana, uploaded(client, ana, content))

    assert (image["width"], image["height"], image["format"]) == (2048, 1024, "png")
    with Image.open(BytesIO(fetched(image["url"]))) as picture:
        assert picture.getchannel("A").getextrema() == (100, 100)


def test_stored_pictures_may_be_kept_by_a_browser_as_long_as_their_url_lives(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    image = settled(client, ana, uploaded(client, ana, png()))

    for url in (image["url"], image["thumbnail_url"]):
        with urllib.request.urlopen(url, timeout=30) as answer:
            assert answer.headers["cache-control"] == "private, max-age=900"


def test_a_file_that_outlasts_its_time_fails_at_once(
    stack: Stack, client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, scan_bomb((2000, 2000), 90), filename="bomb.jpg")
    monkeypatch.setattr("splashmy.imaging.bounded.PATIENCE", 0)

    ingest.take_in(newest(ana.id, image_id))

    image = client.call(get_image, caller=ana, image_id=image_id).data
    assert (image["status"], image["failure"]["code"]) == ("failed", "image_too_complex")


def test_an_avatar_that_arrives_twice_at_once_stays(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        key = send(client, ana, png())
    arrived = newest_of(key)
    other = avatars.awaiting(arrived.owner_id, AvatarId(arrived.picture_id))
    assert other

    avatars.take_avatar(arrived)
    avatars.accept(other, arrived, png())

    assert fetched(client.call(get_profile, caller=ana).data["avatar_url"])


def test_of_two_avatars_sent_with_one_form_the_first_stays_and_the_other_leaves_nothing(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        key = send(client, ana, png())
    arrived = newest_of(key)
    second = Arrival(key, "another-version")
    other = avatars.awaiting(arrived.owner_id, AvatarId(arrived.picture_id))
    assert other

    avatars.take_avatar(arrived)
    avatars.accept(other, second, png(RED))

    assert fetched(client.call(get_profile, caller=ana).data["avatar_url"])
    kept = resources.client("s3").list_objects_v2(
        Bucket=resources.MEDIA.id, Prefix=f"avatars/{media.folder(ana.id)}/"
    )
    assert kept["KeyCount"] == 1


def test_an_image_that_was_given_up_while_it_was_looked_at_stays_so(
    stack: Stack, client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    with uploads_unnoticed(stack):
        image_id = uploaded(client, ana, png())

    def give_up() -> None:
        sweep._give_up(changes.find(ana.id, image_id), sweep.BROKEN_OFF)

    before(monkeypatch, ingest, "_conclude", give_up)

    ingest.take_in(newest(ana.id, image_id))

    assert client.call(get_image, caller=ana, image_id=image_id).data["status"] == "failed"
