"""A cursor leads through the list that it was given for, and nobody but its caller."""

from typing import Any, get_args
from uuid import uuid4

import pytest

from splashmy.core.records import Position
from splashmy.web.callers import Access
from splashmy.web.cursors import PageQuery, seal
from splashmy.web.serving import API_PREFIX
from tests.client import Client
from tests.security.doors import DOORS, Door, assert_closed, each, ids_of, knock
from tests.users import Account, Accounts

LISTS = {name: door for name, door in DOORS.items() if door.page_query}
SOMEWHERE = Position({"pk": {"S": "USER#1"}, "sk": {"S": "JOB#1"}})


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new("admin", admin=True)


def query_of(door: Door) -> PageQuery:
    """Without any filter."""
    annotation = door.signature.parameters[str(door.page_query)].annotation
    query: PageQuery = get_args(annotation)[0]()
    return query


def sealed(door: Door, caller: Account, ids: dict[str, Any], elsewhere: str = "") -> str:
    path = f"{API_PREFIX}{door.paths[0].format(**ids)}{elsewhere}"
    return seal(SOMEWHERE, query_of(door).scope(caller.id, path))


@each(LISTS)
def test_a_cursor_of_another_caller_list_or_thing_is_refused(
    door: Door, client: Client, accounts: Accounts, admin: Account
) -> None:
    ids, others = ({name: uuid4() for name in ids_of(door)} for _ in range(2))
    own = sealed(door, admin, ids)
    foreign = [
        sealed(door, accounts["ana"], ids),
        sealed(door, admin, ids, elsewhere="/elsewhere"),
        own[:-4] + "AAAA",
        own[4:],
        "x",
        "\N{COLLISION SYMBOL}",
    ]
    foreign += [sealed(door, admin, others)] if others else []

    answers = [knock(client, door, caller=admin, query={"cursor": it}, **ids) for it in foreign]

    assert {(one.status, one.code) for one in answers} == {(422, "invalid_request")}
    for answer in answers:
        assert_closed(answer)
    assert knock(client, door, caller=admin, query={"cursor": own}, **ids).status != 422


@each({name: door for name, door in LISTS.items() if door.access is Access.PUBLIC})
def test_a_cursor_of_somebody_signed_in_is_nobodys(
    door: Door, client: Client, admin: Account
) -> None:
    ids = {name: uuid4() for name in ids_of(door)}

    response = knock(client, door, query={"cursor": sealed(door, admin, ids)}, **ids)

    assert (response.status, response.code) == (422, "invalid_request")
