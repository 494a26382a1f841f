"""A user gets all that is stored about them, and nothing of anybody else."""

import json
from typing import Any

from functions.auth.export_account.handler import handler as export_account
from functions.processing.create_job.handler import handler as create_job
from functions.styles.favorite_style.handler import handler as favorite_style
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.functions.processing.running import fetch
from tests.users import Account, Accounts


def exported(client: Client, caller: Account) -> dict[str, list[dict[str, Any]]]:
    document: dict[str, list[dict[str, Any]]] = json.loads(
        fetch(client.call(export_account, caller=caller).data["download_url"])
    )
    return document


def test_an_export_holds_all_that_the_user_made(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image, result, style = a_ready_image(ana), a_result(ana), a_style()
    client.call(favorite_style, caller=ana, style_id=style.id)
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
    job = client.call(create_job, caller=ana, body=body).data

    document = exported(client, ana)

    (user,) = document["users"]
    assert (user["email"], user["username"]) == (ana.email, ana.username)
    assert image.id in {one.get("id") for one in document["images"]}
    assert result.id in {one.get("id") for one in document["results"]}
    assert job["id"] in {one.get("id") for one in document["jobs"]}
    assert style.id in {one.get("style_id") for one in document["styles"]}


def test_an_export_holds_nothing_of_anybody_else(client: Client, accounts: Accounts) -> None:
    ana, bob = accounts.new(), accounts.new()
    theirs = a_result(bob, is_public=True, prompt="A secret garden")

    text = json.dumps(exported(client, ana))

    assert not any(one in text for one in (bob.id, bob.email, theirs.id, theirs.prompt))
