from typing import Any
from uuid import uuid4

import pytest

from functions.processing.create_template.handler import handler
from functions.processing.list_templates.handler import handler as list_templates
from splashmy.templates.records import MOST, TemplateCount
from tests.client import Client
from tests.repeating import sent_again
from tests.users import Accounts

ASKED = {
    "name": "Painted",
    "job_type": "generation",
    "prompt_template": "An oil painting of {original_prompt}",
}


def test_a_users_template_is_kept_as_asked(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    asked = {**ASKED, "category": "Art", "default_parameters": {"quality": "high"}}

    response = client.call(handler, caller=ana, body=asked)

    assert response.status == 201
    none = dict.fromkeys(("background", "output_format", "size"))
    assert response.data["default_parameters"] == {"quality": "high"} | none
    assert response.data | asked == response.data | {"default_parameters": {"quality": "high"}}
    assert (response.data["is_public"], response.data["usage_count"]) == (False, 0)
    assert response.data in client.call(list_templates, caller=ana).results


@pytest.mark.parametrize("mark", ["is_public", "is_premium"])
def test_only_an_administrator_makes_public_or_premium_ones(
    client: Client, accounts: Accounts, mark: str
) -> None:
    asked = {**ASKED, mark: True}

    refused = client.call(handler, caller="bob", body=asked)
    kept = client.call(handler, caller=accounts.new(admin=True), body=asked)

    assert (refused.status, refused.code) == (403, "admin_required")
    assert (kept.status, kept.data[mark]) == (201, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt_template": "An oil painting"},
        {"job_type": "video"},
        {"default_parameters": {"quality": "best"}},
        {"default_parameters": {"size": "10x10"}},
        {"default_parameters": {"background": "transparent", "output_format": "jpeg"}},
    ],
)
def test_what_no_job_could_use_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    response = client.call(handler, caller="ana", body={**ASKED, **wrong})

    assert (response.status, response.code) == (422, "invalid_request")


def test_one_more_than_the_most_is_refused(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    TemplateCount(f"USER#{ana.id}", length=MOST - 1).save()

    responses = [client.call(handler, caller=ana, body=ASKED) for _ in range(2)]

    assert [one.status for one in responses] == [201, 409]
    assert responses[1].code == "too_many_templates"
    assert (
        len(
            [one for one in client.call(list_templates, caller=ana).results if not one["is_public"]]
        )
        == 1
    )


def test_one_key_makes_one_template_whatever_died(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    first, second = sent_again(client, handler, caller=ana, body=ASKED)

    mine = [one for one in client.call(list_templates, caller=ana).results if not one["is_public"]]
    assert (second.status, second.data) == (201, first.data)
    assert mine == [first.data]


def test_a_refused_request_frees_its_key(client: Client, accounts: Accounts) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    ana = accounts.new()

    refused = client.call(handler, caller=ana, body={**ASKED, "is_public": True}, headers=key)
    kept = client.call(handler, caller=ana, body=ASKED, headers=key)

    assert (refused.status, kept.status) == (403, 201)
