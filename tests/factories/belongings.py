"""A user who has done everything once: nothing of that may be left when they leave."""

from dataclasses import dataclass
from unittest.mock import patch
from uuid import uuid4

from functions.auth.export_account.handler import handler as export_account
from functions.auth.register_user.handler import handler as register
from functions.images.create_upload.handler import handler as create_upload
from functions.images.delete_image.handler import handler as delete_image
from functions.images.update_image.handler import handler as update_image
from functions.processing.create_job.handler import handler as create_job
from functions.processing.like_result.handler import handler as like_result
from functions.processing.rate_result.handler import handler as rate_result
from functions.processing.set_result_visibility.handler import handler as set_visibility
from functions.styles.favorite_style.handler import handler as favorite_style
from functions.styles.rate_style.handler import handler as rate_style
from local.stack import Stack
from splashmy.core import media
from splashmy.core.ids import ReservedId, new_id
from splashmy.core.resources import MEDIA, QUARANTINE, client as aws
from splashmy.core.settings import Settings
from splashmy.notifications import webhooks
from splashmy.notifications.records import Delivery
from splashmy.results.records import Result
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.factories.templates import a_template
from tests.functions.auth.avatars import upload
from tests.functions.auth.flows import a_registration
from tests.functions.auth.verifying import emails_verified
from tests.functions.images.uploading import announced, png
from tests.functions.processing.running import ended
from tests.users import Account


@dataclass(frozen=True)
class OfOthers:
    """What the user has touched, and `friend` owns."""

    public: Result
    hidden: Result
    style: Style


def leave_traces_everywhere(
    client: Client, stack: Stack, user: Account, friend: Account
) -> OfOthers:
    assert upload(client, user, png())
    _make_images(client, user)
    _make_results(client, user, friend)
    _run_a_job(client, user)
    a_template(user)
    _leave_objects(user)
    client.call(export_account, caller=user)
    with emails_verified(stack):
        client.call(register, body=a_registration(email=user.email))
    return _touch(client, user, friend)


def _make_images(client: Client, user: Account) -> None:
    image = a_ready_image(user, title="Secret garden", is_public=True)
    tagged = {"title": "Renamed", "tags": [f"tag-{uuid4().hex}"]}
    client.call(update_image, caller=user, image_id=image.id, body=tagged)
    a_result(user, original_image_id=image.id, job_type="edit", stored=True)
    a_rejected_image(user)
    deleted = a_ready_image(user)
    client.call(delete_image, caller=user, image_id=deleted.id)
    once = {"Idempotency-Key": uuid4().hex}
    answer = client.call(create_upload, caller=user, body=announced(png()), headers=once)
    assert answer.status == 201


def _make_results(client: Client, user: Account, friend: Account) -> None:
    mine = a_result(user, stored=True, is_public=True, is_favorite=True)
    client.call(rate_result, caller=user, result_id=mine.id, body={"rating": 4})
    for fan in (user, friend):
        assert client.call(like_result, caller=fan, result_id=mine.id).status == 200


def _run_a_job(client: Client, user: Account) -> None:
    """Asked for with a key, and told to a webhook."""
    with patch.object(webhooks, "settings", lambda: Settings(webhook_private_addresses=True)):
        webhook = webhooks.create(user.id, "http://127.0.0.1:9/", ReservedId(new_id(str)))
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
    once = {"Idempotency-Key": uuid4().hex}
    job = client.call(create_job, caller=user, body=body, headers=once).data
    ended(client, user, job["id"])
    key = Delivery.key(user.id, webhook.id, job["id"])
    Delivery(*key, job_id=job["id"], job_status="completed", expires_at=2**31).save()


def _leave_objects(user: Account) -> None:
    """What workers that died have left."""
    for bucket, folder in (
        (MEDIA, "partials"),
        (MEDIA, "images"),
        (QUARANTINE, "uploads"),
        (QUARANTINE, "moderation"),
        (QUARANTINE, "avatars"),
    ):
        owner = media.folder(user.id) if bucket is MEDIA else user.id
        aws("s3").put_object(Bucket=bucket.id, Key=f"{folder}/{owner}/left", Body=b"left")


def _touch(client: Client, user: Account, friend: Account) -> OfOthers:
    public, hidden = (a_result(friend, is_public=True) for _ in range(2))
    for result in (public, hidden):
        assert client.call(like_result, caller=user, result_id=result.id).status == 200
    assert client.call(set_visibility, caller=friend, result_id=hidden.id).data == {
        "is_public": False
    }
    style = a_style()
    for fan, rating in ((user, 1), (friend, 4)):
        client.call(favorite_style, caller=fan, style_id=style.id)
        client.call(rate_style, caller=fan, style_id=style.id, body={"rating": rating})
    return OfOthers(public, hidden, style)
