from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from functions.auth.change_password.handler import handler as change_password
from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_user.handler import handler as get_user
from functions.auth.list_users.handler import handler as list_users
from functions.auth.refresh_session.handler import handler as refresh_session
from functions.auth.update_profile.handler import handler as update_profile
from functions.auth.update_user.handler import handler as update_user
from local.stack import Stack
from splashmy.accounts.rate_limits import TRIES
from splashmy.core import media
from splashmy.core.resources import MEDIA, QUARANTINE
from tests.client import Client
from tests.functions.auth.avatars import stored, upload
from tests.functions.auth.flows import ANOTHER_PASSWORD, PASSWORD, sign_in, until
from tests.functions.images.uploading import fetched, png, post_form
from tests.repeating import sent_again
from tests.users import Account, Accounts

RED = (255, 0, 0)


def objects(stack: Stack, account: Account) -> list[str]:
    s3, found = stack.client("s3"), []
    for bucket, folder in ((MEDIA, media.folder(account.id)), (QUARANTINE, account.id)):
        listed = s3.list_object_versions(Bucket=bucket.id, Prefix=f"avatars/{folder}/")
        found += [one["Key"] for one in listed.get("Versions", []) if one["IsLatest"]]
    return found


def test_a_picture_becomes_a_square_avatar(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    url = upload(client, ana, png(size=(300, 120)))

    assert url
    with Image.open(BytesIO(fetched(url))) as avatar:
        assert (avatar.format, avatar.size) == ("WEBP", (512, 512))
        assert not avatar.getexif()


def test_a_new_avatar_takes_the_place_of_the_old(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    upload(client, ana, png())
    first = stored(ana).avatar_key

    upload(client, ana, png((200, 120, 30)))

    second = stored(ana).avatar_key
    assert second != first
    until(lambda: objects(stack, ana) == [second])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (png(RED), "image_unsafe"),
        (b"<svg/>", "image_not_recognized"),
        (png(size=(20, 20)), "image_too_small"),
    ],
)
def test_a_picture_that_may_not_be_shown_never_becomes_an_avatar_and_the_profile_says_why(
    content: bytes, why: str, stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    upload(client, ana, png())
    before = stored(ana).avatar_key

    upload(client, ana, content)

    assert stored(ana).avatar_key == before
    until(lambda: objects(stack, ana) == [before])
    assert client.call(get_profile, caller=ana).data["avatar_failure"]["code"] == why
    upload(client, ana, png())
    assert client.call(get_profile, caller=ana).data["avatar_failure"] is None


def test_the_form_takes_no_other_type_and_no_bigger_file(
    client: Client, accounts: Accounts
) -> None:
    body = {"content_type": "image/png"}
    form = client.call(create_avatar_upload, caller=accounts.new(), body=body).data
    other = form | {"fields": form["fields"] | {"Content-Type": "text/html"}}

    assert post_form(other, png()) == 403
    assert post_form(form, b"x" * (10 * 1024 * 1024 + 1)) == 400


@pytest.mark.parametrize("body", [{}, {"content_type": "image/svg+xml"}])
def test_only_pictures_can_be_announced(client: Client, body: dict[str, Any]) -> None:
    answer = client.call(create_avatar_upload, caller="ana", body=body)

    assert (answer.status, answer.code) == (422, "invalid_request")


def test_a_profile_that_the_trigger_missed_can_get_an_avatar(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(trigger_missed=True)

    assert upload(client, ana, png())


def test_strangers_have_no_avatar(client: Client) -> None:
    answer = client.call(create_avatar_upload, body={"content_type": "image/png"})

    assert answer.status == 401


def test_every_answer_that_shows_a_user_has_a_working_avatar(
    client: Client, accounts: Accounts
) -> None:
    ana, admin = accounts.new(), accounts.new(admin=True)
    upload(client, ana, png())
    passwords = {"old_password": PASSWORD, "new_password": ANOTHER_PASSWORD}
    session = sign_in(client, ana.username).data
    token = {"refresh_token": session["refresh_token"]}

    shown = [
        session["user"],
        client.call(refresh_session, body=token).data["user"],
        client.call(update_profile, caller=ana, body={"first_name": "Ana"}).data,
        client.call(update_profile, caller=ana, body={"last_name": "Lee"}).data,
        client.call(get_user, caller=admin, user_id=ana.id).data,
        client.call(update_user, caller=admin, user_id=ana.id, body={"is_premium": True}).data,
        *(one for one in client.call(list_users, caller=admin).results if one["id"] == ana.id),
        client.call(change_password, caller=ana, body=passwords).data["user"],
    ]

    assert len(shown) == 8
    assert all(fetched(one["avatar_url"]) for one in shown)


def test_one_key_makes_one_upload_whatever_died(client: Client, accounts: Accounts) -> None:
    ana, body = accounts.new(), {"content_type": "image/png"}

    first, second = sent_again(client, create_avatar_upload, caller=ana, body=body)

    assert (second.status, second.data["fields"]["key"]) == (201, first.data["fields"]["key"])


def test_a_refused_request_frees_its_key(client: Client, accounts: Accounts) -> None:
    ana, key = accounts.new(), {"Idempotency-Key": uuid4().hex}
    body = {"content_type": "image/png"}

    answers = [
        client.call(create_avatar_upload, caller=ana, body=body, headers=headers)
        for headers in (*[{}] * TRIES["avatar"], key)
    ]

    assert [one.status for one in answers] == [201] * TRIES["avatar"] + [429]
