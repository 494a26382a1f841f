import pytest

from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.delete_avatar.handler import handler as delete_avatar
from functions.auth.get_profile.handler import handler as get_profile
from local.stack import Stack
from splashmy.core import media
from splashmy.core.resources import MEDIA
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
