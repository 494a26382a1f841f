"""One Idempotency-Key makes one thing, wherever the function that makes it dies or hangs."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from functions.auth.create_avatar_upload.handler import handler as create_avatar_upload
from functions.images.create_tag.handler import handler as create_tag
from functions.images.create_upload.handler import handler as create_upload
from functions.images.delete_image.handler import handler as delete_image
from functions.images.delete_tag.handler import handler as delete_tag
from functions.processing.create_job.handler import handler as create_job
from functions.processing.create_template.handler import handler as create_template
from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.delete_template.handler import handler as delete_template
from functions.processing.delete_webhook.handler import handler as delete_webhook
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_jobs.handler import handler as list_jobs
from functions.styles.create_category.handler import handler as create_category
from functions.styles.create_style.handler import handler as create_style
from functions.styles.delete_category.handler import handler as delete_category
from functions.styles.delete_style.handler import handler as delete_style
from splashmy.core import clock
from splashmy.images.records import Image
from splashmy.jobs.records import Job
from splashmy.notifications.records import Webhook
from splashmy.styles.records import Category, Style
from splashmy.templates.records import Template
from splashmy.web import Endpoint, reservations
from tests.budgets import in_process
from tests.client import Answer, Client
from tests.factories.styles import a_category
from tests.faults.dying import Killed, Worker
from tests.functions.images.uploading import announced, png
from tests.functions.styles.requests import a_category_request, a_style_request
from tests.processes import invoke
from tests.repeating import sent_again
from tests.security.operations import ids_of
from tests.users import Account, Accounts

pytestmark = pytest.mark.usefixtures("_steps_run_here")
GENERATION = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
TEMPLATE = {
    "name": "Painted",
    "job_type": "generation",
    "prompt_template": "An oil painting of {original_prompt}",
}


@dataclass(frozen=True)
class Making:
    """An endpoint, what it is asked for, and the kind of record that it makes."""

    endpoint: Endpoint[Any, Any]
    body: Callable[[], Any]
    kind: Any = None
    prefix: str = ""

    def made(self, owner: Account) -> list[str]:
        """The ids of what the owner has of it, or the catalogue."""
        if self.kind is None:
            return []
        partition = "CATALOGUE" if self.kind in (Category, Style) else f"USER#{owner.id}"
        found = self.kind.query(
            partition, self.kind.sk.startswith(self.prefix), consistent_read=True
        )
        return [one.id for one in found if one.sk == f"{self.prefix}{one.id}"]


MAKINGS = [
    Making(create_upload, lambda: announced(png()), Image, "IMAGE#"),
    Making(create_job, lambda: GENERATION, Job, "JOB#"),
    Making(create_template, lambda: TEMPLATE, Template, "TEMPLATE#"),
    Making(create_webhook, lambda: {"url": "https://1.1.1.1/"}, Webhook, "WEBHOOK#"),
    Making(create_category, a_category_request, Category, "CATEGORY#"),
    Making(create_style, lambda: a_style_request(category_id=a_category().id), Style, "STYLE#"),
    Making(create_tag, lambda: {"name": f"tag {uuid4().hex}"}),
    Making(create_avatar_upload, lambda: {"content_type": "image/png"}),
]
WRITES_AT_MOST = 12  # an audited act has two more


@pytest.mark.parametrize("making", MAKINGS, ids=lambda one: one.endpoint.paths[0])
def test_whichever_write_a_function_dies_before_its_key_makes_one_thing(
    making: Making, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dies_before in range(1, WRITES_AT_MOST):
        admin = accounts.new(admin=True)
        before, body = making.made(admin), making.body()
        key = {"Idempotency-Key": uuid4().hex}
        has_died = _died(making.endpoint, admin, body, key, dies_before)
        with monkeypatch.context() as later:
            later.setattr(reservations, "now", lambda: clock.now() + timedelta(seconds=30))
            first, second = [
                in_process.call(making.endpoint, caller=admin, body=body, headers=key)
                for _ in range(2)
            ]

        assert first["status"] in (201, 202), first["body"]
        assert second == first
        assert len(making.made(admin)) == len(before) + bool(making.kind)
        if not has_died:
            return
    raise AssertionError("It never lived")


DELETIONS: dict[Endpoint[Any, Any], Endpoint[Any, Any]] = {
    create_upload: delete_image,
    create_template: delete_template,
    create_webhook: delete_webhook,
    create_category: delete_category,
    create_style: delete_style,
    create_tag: delete_tag,
}


@pytest.mark.parametrize("making", MAKINGS, ids=lambda one: one.endpoint.paths[0])
def test_a_key_whose_thing_was_deleted_meanwhile_makes_it_again_or_says_so(
    making: Making, client: Client, accounts: Accounts
) -> None:
    """An image's record stays until it is purged, so its key cannot make it a second time."""
    admin, deletion = accounts.new(admin=True), DELETIONS.get(making.endpoint)

    def delete(made: Answer) -> None:
        if deletion:
            path = dict.fromkeys(ids_of(deletion), _id_of(made))
            assert client.call(deletion, caller=admin, **path).status == 200

    first, second = sent_again(
        client, making.endpoint, caller=admin, body=making.body(), meanwhile=delete
    )

    if making.endpoint is create_upload:
        assert (second.status, second.code) == (409, "upload_deleted")
    else:
        assert (second.status, _id_of(second)) == (first.status, _id_of(first))


def _id_of(made: Answer) -> str | None:
    """Nothing of an avatar, which has none."""
    data: dict[str, str] = made.data.get("image", made.data)
    return data.get("id") or data.get("slug")


def _died(
    endpoint: Endpoint[Any, Any], caller: Account, body: Any, key: Any, dies_before: int
) -> bool:
    try:
        with Worker(dies_before).mortal():
            in_process.call(endpoint, caller=caller, body=body, headers=key)
    except Killed:
        vars(endpoint).pop("_server")  # a process that died remembers nothing
        return True
    return False


def test_a_job_is_made_once_and_in_time_while_step_functions_hangs(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    event = in_process.event(
        create_job, caller=ana, body=GENERATION, headers={"Idempotency-Key": uuid4().hex}
    )
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hanging = {"AWS_ENDPOINT_URL_SFN": f"http://127.0.0.1:{silent.getsockname()[1]}"}
        answers = [
            invoke("processing/create_job", event, seconds=create_job.timeout, variables=hanging)[0]
            for _ in range(4)
        ]

    (job,) = client.call(list_jobs, caller=ana).results
    assert [one["statusCode"] for one in answers] == [202] * 4
    assert all(job["id"] in one["body"] for one in answers)
    assert client.call(get_quota, caller=ana).data["used"] == 1
