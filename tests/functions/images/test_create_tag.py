from typing import Any
from uuid import uuid4

import pytest

from functions.images.create_tag.handler import handler
from local.stack import Stack
from splashmy.core.records import read_together
from splashmy.images import tags, vocabulary
from tests.budgets import in_process
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.prove import recount
from tests.repeating import sent_again
from tests.users import Accounts

TAGS = ("images", "TALLY#TAGS", "TALLY#TAGS")


def test_a_tag_is_created_once(client: Client, accounts: Accounts) -> None:
    admin, name = accounts.new(admin=True), f"Sea {uuid4().hex}"

    first = client.call(handler, caller=admin, body={"name": name, "description": "Salt water"})
    second = client.call(handler, caller=admin, body={"name": name.upper()})

    slug = name.lower().replace(" ", "-")
    assert (first.status, first.data) == (
        201,
        {"name": name, "slug": slug, "description": "Salt water", "image_count": 0},
    )
    assert (second.status, second.code) == (409, "tag_exists")


def test_a_repeated_request_creates_nothing_twice(client: Client, accounts: Accounts) -> None:
    admin, key = accounts.new(admin=True), {"Idempotency-Key": uuid4().hex}
    body = {"name": uuid4().hex}

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].data == answers[1].data


def test_a_request_sent_again_after_its_function_died_is_not_told_that_there_is_such_a_tag(
    client: Client, accounts: Accounts
) -> None:
    body = {"name": f"tag {uuid4().hex}"}

    first, second = sent_again(client, handler, caller=accounts.new(admin=True), body=body)

    assert (second.status, second.data) == (201, first.data)


def test_a_tag_that_is_removed_meanwhile_is_counted_all_the_same(
    stack: Stack, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, name = accounts.new(admin=True), f"tag {uuid4().hex}"
    image = a_ready_image(admin, is_public=True, tags=tags.manual([name]))
    vocabulary.learn(image)
    before = recount.drift(stack)

    def remove_meanwhile(*wanted: Any) -> list[Any]:
        found = read_together(*wanted)
        if found[0] and not found[0].is_curated:
            vocabulary.remove(tags.slug(name))
        return found

    monkeypatch.setattr("splashmy.images.vocabulary.read_together", remove_meanwhile)
    answer = in_process.call(handler, caller=admin, body={"name": name})

    assert answer["status"] == 201
    assert recount.drift(stack).get(TAGS) == before.get(TAGS)


def test_a_refused_request_may_be_repeated_with_its_key(client: Client, accounts: Accounts) -> None:
    admin, key = accounts.new(admin=True), {"Idempotency-Key": uuid4().hex}
    body = {"name": uuid4().hex}
    client.call(handler, caller=admin, body=body)

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [answer.code for answer in answers] == ["tag_exists"] * 2


def test_only_an_administrator_creates_tags(client: Client) -> None:
    response = client.call(handler, caller="ana", body={"name": "Sea"})

    assert (response.status, response.code) == (403, "admin_required")


def test_a_tag_without_a_letter_is_refused(client: Client, accounts: Accounts) -> None:
    response = client.call(handler, caller=accounts.new(admin=True), body={"name": "?!"})

    assert (response.status, response.code) == (422, "invalid_request")
