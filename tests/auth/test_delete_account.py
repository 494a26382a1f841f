"""A user who leaves takes everything along."""

import time
from collections.abc import Callable

import pytest

from functions.auth.delete_account.handler import handler as delete_account
from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register
from functions.processing.like_result.handler import handler as like
from functions.processing.list_public_results.handler import handler as list_public_results
from functions.styles.favorite_style.handler import handler as favorite_style
from local.stack import Stack
from splashmy.auth import names
from splashmy.auth.records import User
from splashmy.processing.records import Job
from splashmy.resources import IMAGES, JOBS, MEDIA, QUARANTINE, RESULTS, STYLES
from tests.accounts import Account, Accounts
from tests.auth.avatars import upload
from tests.auth.flows import a_wish, bearer, registered, sign_in
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.images.uploading import png
from tests.processing.running import started

PATIENCE = 60  # seconds


def until(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def erased(user_id: str) -> bool:
    return User.get(*User.key(user_id), consistent_read=True).is_erased


def traces(stack: Stack, account: Account) -> list[str]:
    """Every item and object that names the user, by its id, name or email."""
    found = []
    for table in (IMAGES, JOBS, RESULTS, STYLES):
        items = stack.client("dynamodb").get_paginator("scan").paginate(TableName=table.id)
        found += [str(item) for page in items for item in page["Items"]]
    for bucket in (MEDIA, QUARANTINE):
        versions = stack.client("s3").get_paginator("list_object_versions")
        for page in versions.paginate(Bucket=bucket.id):
            kept = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            found += [one["Key"] for one in kept]
    known = (account.id, account.username, account.email)
    return [one for one in found if any(it in one for it in known)]


def test_nothing_of_a_deleted_account_is_left_but_a_receipt(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana, bob = accounts.new(), accounts.new()
    a_ready_image(ana)
    assert upload(client, ana, png())
    mine, liked = a_result(ana, stored=True, is_public=True), a_result(bob, is_public=True)
    client.call(like, caller=ana, result_id=liked.id)
    client.call(favorite_style, caller=ana, style_id=a_style().id)

    answer = client.call(delete_account, caller=ana)
    until(lambda: erased(ana.id))

    assert (answer.status, answer.data) == (200, {"id": ana.id})
    assert traces(stack, ana) == []
    receipt = User.get(*User.key(ana.id)).to_simple_dict()
    assert (receipt["email"], receipt["username"]) == ("", "")
    public = {one["id"]: one["like_count"] for one in client.call(list_public_results).results}
    assert mine.id not in public
    assert public[liked.id] == 0


def test_a_deleted_account_is_closed_at_once(client: Client) -> None:
    session = registered(client)

    client.call(delete_account, headers=bearer(session))

    assert client.call(get_profile, headers=bearer(session)).status == 401
    assert sign_in(client, session["user"]["email"]).status == 401


def test_the_names_of_a_deleted_account_are_free_again(client: Client) -> None:
    wish = a_wish()
    session = client.call(register, body=wish).data
    client.call(delete_account, headers=bearer(session))
    until(lambda: erased(session["user"]["id"]))

    again = client.call(register, body=wish)

    assert (again.status, again.data["user"]["id"] != session["user"]["id"]) == (201, True)


@pytest.mark.parametrize("step", ["close_account", "erase_account", "conclude_deletion"])
def test_a_step_of_the_deletion_may_be_repeated(
    step: str, client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    client.call(delete_account, caller=ana)
    until(lambda: erased(ana.id))

    stack.invoke(f"splashmy-local-auth-{step}", {"user_id": ana.id})

    assert erased(ana.id)
    assert names.find(ana.email) is None


def test_a_running_job_ends_with_the_account(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    job = started(client, ana)

    stack.invoke("splashmy-local-auth-close_account", {"user_id": ana.id})

    ended = Job.get(*Job.key(ana.id, job["id"]), consistent_read=True)
    assert ended.status in {"cancelled", "completed"}
