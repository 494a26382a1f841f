from typing import Any

import pytest

from functions.processing.create_template.handler import handler
from functions.processing.list_templates.handler import handler as list_templates
from splashmy.templates.records import MOST, TemplateCount
from tests.client import Client
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
