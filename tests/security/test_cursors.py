"""A cursor leads through the list that it was given for, and nobody but its caller."""

from typing import Any, get_args
from uuid import uuid4

import pytest

from splashmy.core.records import Position
from splashmy.web.callers import Access
from splashmy.web.cursors import PageQuery, seal
from splashmy.web.serving import API_PREFIX
from tests.client import Client
from tests.security.operations import OPERATIONS, Operation, assert_closed, each, ids_of, send
from tests.users import Account, Accounts

LISTS = {name: it for name, it in OPERATIONS.items() if it.page_query}
SOMEWHERE = Position({"pk": {"S": "USER#1"}, "sk": {"S": "JOB#1"}})


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new("admin", admin=True)


def query_of(operation: Operation) -> PageQuery:
    """Without any filter."""
    annotation = operation.signature.parameters[str(operation.page_query)].annotation
    query: PageQuery = get_args(annotation)[0]()
    return query


def sealed(operation: Operation, caller: Account, ids: dict[str, Any], elsewhere: str = "") -> str:
    path = f"{API_PREFIX}{operation.paths[0].format(**ids)}{elsewhere}"
    return seal(SOMEWHERE, query_of(operation).scope(caller.id, path))


@each(LISTS)
def test_a_cursor_of_another_caller_list_or_thing_is_refused(
    operation: Operation, client: Client, accounts: Accounts, admin: Account
) -> None:
    ids, others = ({name: uuid4() for name in ids_of(operation)} for _ in range(2))
    own = sealed(operation, admin, ids)
    foreign = [
        sealed(operation, accounts["ana"], ids),
        sealed(operation, admin, ids, elsewhere="/elsewhere"),
        own[:-4] + "AAAA",
        own[4:],
        "x",
        "\N{COLLISION SYMBOL}",
    ]
    foreign += [sealed(operation, admin, others)] if others else []

    answers = [send(client, operation, caller=admin, query={"cursor": it}, **ids) for it in foreign]

    assert {(one.status, one.code) for one in answers} == {(422, "invalid_request")}
    for answer in answers:
        assert_closed(answer)
    assert send(client, operation, caller=admin, query={"cursor": own}, **ids).status != 422


@each({name: it for name, it in LISTS.items() if it.access is Access.PUBLIC})
def test_a_cursor_of_somebody_signed_in_is_nobodys(
    operation: Operation, client: Client, admin: Account
) -> None:
    ids = {name: uuid4() for name in ids_of(operation)}

    response = send(client, operation, query={"cursor": sealed(operation, admin, ids)}, **ids)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_cursor_of_other_filters_is_refused(client: Client, admin: Account) -> None:
    operation = OPERATIONS["processing-list_jobs"]
    query = {"cursor": sealed(operation, admin, {}), "status": "pending"}

    response = send(client, operation, caller=admin, query=query)

    assert (response.status, response.code) == (422, "invalid_request")
