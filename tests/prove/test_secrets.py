"""What is private is in no log and no history, and in no answer that somebody else gets."""

import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from functions.auth.change_password.handler import handler as change_password
from functions.auth.confirm_password_reset.handler import handler as confirm_reset
from functions.auth.export_account.handler import handler as export_account
from functions.auth.log_in.handler import handler as log_in
from functions.auth.register_user.handler import handler as register
from functions.auth.update_profile.handler import handler as update_profile
from functions.images.list_public_images.handler import handler as list_public_images
from functions.processing.create_template.handler import handler as create_template
from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.list_public_results.handler import handler as list_public_results
from functions.processing.list_webhooks.handler import handler as list_webhooks
from local.stack import Stack
from splashmy.core.resources import OPENAI_KEY, SECRETS
from tests.client import Client
from tests.functions.auth.flows import a_registration
from tests.functions.images.uploading import png, settled, uploaded
from tests.functions.processing.running import run
from tests.security.test_canaries import logged, told
from tests.users import Accounts

UNKNOWN_FIELD = 3  # whose name is told
NOWHERE = "http://127.0.0.1:9/hook"  # nobody listens: that a delivery failed is logged
KINDS = ("prompt", "title", "file name", "biography", "template", "password")
Planted = dict[str, str]


@pytest.fixture(scope="module")
def planted(client: Client, stack: Stack, accounts: Accounts) -> Planted:
    """By kind, what somebody wrote, or was given to keep; and the service's own keys."""
    ana = accounts.new()
    wrote = {kind: f"canary-{uuid4().hex}" for kind in KINDS}
    client.call(update_profile, caller=ana, body={"profile": {"bio": wrote["biography"]}})
    template = {"name": "A template", "job_type": "generation"}
    template["prompt_template"] = f"{wrote['template']} {{original_prompt}}"
    client.call(create_template, caller=ana, body=template)
    webhook = client.call(create_webhook, caller=ana, body={"url": NOWHERE}).data
    settled(
        client,
        ana,
        uploaded(client, ana, png(), filename=f"{wrote['file name']}.png", title=wrote["title"]),
    )
    for prompt in (wrote["prompt"], f"{wrote['prompt']} [unsafe]"):
        run(client, ana, prompt=prompt)
    keys = {it.name: it.fetch() for it in (OPENAI_KEY, *SECRETS)}
    return wrote | {"webhook's secret": webhook["secret"]} | keys


@pytest.mark.parametrize("seen", [logged, told])
def test_what_is_private_is_never_written_down(
    seen: Callable[[Stack], Iterator[str]], planted: Planted, stack: Stack
) -> None:
    lines = list(seen(stack))

    leaked = {kind: line for kind, text in planted.items() for line in lines if text in line}

    assert lines
    assert leaked == {}


def test_nobody_else_is_told(planted: Planted, client: Client, accounts: Accounts) -> None:
    bob = accounts.new()

    answers = [
        client.call(one, caller=bob)
        for one in (export_account, list_public_results, list_public_images, list_webhooks)
    ]

    assert [one.status for one in answers] == [200] * len(answers)
    told = json.dumps([one.body for one in answers])
    assert [kind for kind, text in planted.items() if text in told] == []


def test_a_secret_that_is_shown_once_is_in_no_export_of_its_own(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    webhook = client.call(create_webhook, caller=ana, body={"url": NOWHERE}).data

    exported = client.call(export_account, caller=ana)

    assert exported.status == 200
    assert webhook["secret"] not in json.dumps(exported.body)


def test_no_refusal_repeats_a_password(
    planted: Planted, client: Client, accounts: Accounts
) -> None:
    ana, secret = accounts.new(), planted["password"]
    asked = a_registration(password=secret, password_confirm=secret)

    answers = [
        client.call(register, body=asked | {"email": "nobody"}),
        client.call(register, body=asked | {"password_confirm": f"{secret}-1"}),
        client.call(register, body=asked | {"password": [secret]}),
        client.call(register, body=asked | {secret: "unknown"}),
        client.call(log_in, body={"identifier": ana.email, "password": secret}),
        client.call(change_password, caller=ana, body={"old_password": secret, "new_password": ""}),
        client.call(confirm_reset, body={"email": ana.email, "code": secret, "new_password": ""}),
    ]

    assert {one.status for one in answers} <= {400, 401, 422}
    repeated = [one for one in answers if secret in json.dumps(one.body)]
    assert [one.body for one in repeated if one is not answers[UNKNOWN_FIELD]] == []
