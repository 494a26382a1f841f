"""What belongs to somebody is to everybody else as if it did not exist."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from splashmy.core.clock import now
from splashmy.core.ids import ImageId, WebhookId, new_id
from splashmy.notifications.records import Webhook
from splashmy.web.callers import Access
from tests.budgets import in_process
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.factories.templates import a_template
from tests.security.operations import (
    OPERATIONS,
    Operation,
    assert_closed,
    body_of,
    each,
    ids_of,
    send,
    told,
)
from tests.users import Account, Accounts


def a_webhook(owner: Account) -> Webhook:
    id = new_id(str)
    key = Webhook.key(owner.id, WebhookId(id))
    webhook = Webhook(*key, id=id, url="https://example.com", secret="x", created_at=now())
    webhook.save()
    return webhook


OWNED: dict[str, Callable[[Account], Any]] = {
    "image_id": a_ready_image,
    "job_id": a_job,
    "result_id": lambda owner: a_result(owner, original_image_id=new_id(ImageId), stored=True),
    "template_id": a_template,
    "webhook_id": a_webhook,
}
EVERYBODYS = {"style_id"}
OWNERS_OPERATIONS = {
    name: it
    for name, it in OPERATIONS.items()
    if it.access is not Access.ADMIN and {*ids_of(it)} - EVERYBODYS
}


@pytest.fixture(scope="module")
def owner(accounts: Accounts) -> Account:
    return accounts.new("owner", premium=True)


def stored(thing: Any) -> Any:
    return type(thing).get(thing.pk, thing.sk, consistent_read=True).serialize()


@each(OWNERS_OPERATIONS)
def test_a_thing_of_somebody_else_answers_as_one_that_is_not(
    operation: Operation, client: Client, owner: Account
) -> None:
    (name,), body = ids_of(operation), body_of(operation)
    thing = OWNED[name](owner)
    before = stored(thing)

    theirs = send(client, operation, caller="mallory", body=body, **{name: thing.id})
    nothing = send(client, operation, caller="mallory", body=body)

    assert theirs.status == 404
    assert told(theirs) == told(nothing)
    assert theirs.headers.keys() == nothing.headers.keys()
    assert_closed(theirs)
    assert stored(thing) == before
    assert send(client, operation, caller=owner, body=body, **{name: thing.id}).status != 404


@each({name: it for name, it in OWNERS_OPERATIONS.items() if it.method == "GET"})
def test_a_thing_of_somebody_else_is_looked_for_as_one_that_is_not(
    operation: Operation, accounts: Accounts, owner: Account
) -> None:
    """The same calls in the same order, so that no answer takes longer for it."""
    (name,) = ids_of(operation)
    mallory, thing = accounts["mallory"], OWNED[name](owner)
    nobodys: dict[str, Any] = {name: str(uuid4())}

    with in_process.dynamodb_calls() as theirs:
        in_process.call(operation, caller=mallory, **{name: thing.id})
    with in_process.dynamodb_calls() as nothing:
        in_process.call(operation, caller=mallory, **nobodys)

    assert [call for call, _ in theirs] == [call for call, _ in nothing]


@each({name: it for name, it in OWNERS_OPERATIONS.items() if it.access is Access.PUBLIC})
def test_who_is_not_signed_in_sees_no_private_thing(
    operation: Operation, client: Client, owner: Account
) -> None:
    (name,) = ids_of(operation)
    thing = OWNED[name](owner)

    theirs = send(client, operation, **{name: thing.id})

    assert theirs.status == 404
    assert told(theirs) == told(send(client, operation))


def test_every_kind_of_thing_is_known() -> None:
    assert {
        name for operation in OWNERS_OPERATIONS.values() for name in ids_of(operation)
    } == OWNED.keys()
