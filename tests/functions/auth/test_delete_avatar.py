from datetime import datetime

import pytest

from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.delete_avatar.handler import handler as delete_avatar
from functions.auth.get_profile.handler import handler as get_profile
from local.stack import Stack
from splashmy.accounts import avatars
from splashmy.core import clock, media
from splashmy.core.resources import MEDIA
from splashmy.identity.records import User
from tests.budgets import in_process
from tests.client import Client
from tests.functions.auth.avatars import stored, upload
from tests.functions.images.uploading import png
from tests.users import Accounts


def test_a_deleted_avatar_is_gone_with_its_object(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    assert upload(client, ana, png())

    answer = client.call(delete_avatar, caller=ana)

    assert (answer.status, answer.data) == (200, {"avatar_url": None})
    assert client.call(get_profile, caller=ana).data["avatar_url"] is None
    left = stack.client("s3").list_objects_v2(
        Bucket=MEDIA.id, Prefix=f"avatars/{media.folder(ana.id)}/"
    )
    assert left["KeyCount"] == 0


def test_an_avatar_that_is_accepted_meanwhile_is_deleted_too(
    stack: Stack, client: Client, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    key = f"avatars/{media.folder(ana.id)}/new/1.webp"

    def accept_meanwhile() -> datetime:
        if not accepted:
            accepted.append(key)
            media.put(key, png(), "image/webp")
            stored(ana).update([User.avatar_key.set(key)])
        return clock.now()

    accepted: list[str] = []
    monkeypatch.setattr(avatars, "now", accept_meanwhile)
    answer = in_process.call(delete_avatar, caller=ana)

    assert answer["status"] == 200
    assert stored(ana).avatar_key is None
    left = stack.client("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=key)
    assert (accepted, left["KeyCount"]) == ([key], 0)


@pytest.mark.parametrize("times", [1, 2])
def test_without_an_avatar_deleting_ends_the_wait_for_one(
    times: int, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    client.call(create_avatar_upload, caller=ana, body={"content_type": "image/png"})

    statuses = [client.call(delete_avatar, caller=ana).status for _ in range(times)]

    assert statuses == [200] * times
    assert stored(ana).awaited_avatar is None


def test_strangers_delete_no_avatar(client: Client) -> None:
    assert client.call(delete_avatar).status == 401
