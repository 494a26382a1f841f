"""The way of a picture to an avatar, as a browser takes it."""

import time

from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.get_profile.handler import handler as get_profile
from splashmy.identity.records import User
from tests.client import Client
from tests.functions.images.uploading import PATIENCE, post_form
from tests.users import Account


def upload(client: Client, account: Account, content: bytes) -> str | None:
    """The URL of the avatar once the upload is settled."""
    send(client, account, content)
    deadline = time.monotonic() + PATIENCE
    while stored(account).awaited_avatar:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    url: str | None = client.call(get_profile, caller=account).data["avatar_url"]
    return url


def send(client: Client, account: Account, content: bytes) -> str:
    """The key of the avatar that was sent."""
    form = client.call(create_avatar_upload, caller=account, body={"content_type": "image/png"})
    assert form.status == 201, form.body
    assert post_form(form.data, content) == 204
    return str(form.data["fields"]["key"])


def stored(account: Account) -> User:
    return User.get(*User.key(account.id), consistent_read=True)
