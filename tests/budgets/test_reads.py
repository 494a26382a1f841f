"""What a read may cost: at most two DynamoDB calls besides the guard's, a page of items each."""

from typing import Any

import pytest

from infra import catalog
from splashmy.results.records import SHARDS
from splashmy.web import Endpoint
from tests.budgets import in_process
from tests.users import Accounts

PAGE = 20


# Images and results wait for a person in two tables; a public list is read from all its shards,
# once or twice each, and what is in it may be liked by the caller.
MORE = {"images-list_reviews": 1, "processing-list_public_results": 2 * SHARDS}


def reads_everything(endpoint: Endpoint[Any, Any]) -> bool:
    """An export has no page; the monitor reads the queues too, which only it may."""
    return endpoint.paths[0] in ("/auth/export", "/processing/monitor")


READS = {
    function.id: endpoint
    for function, endpoint in catalog.endpoints()
    if endpoint.method == "GET" and "{" not in endpoint.paths[0] and not reads_everything(endpoint)
}


@pytest.mark.parametrize("name", READS)
def test_a_read_costs_at_most_two_calls_besides_the_guard(name: str, accounts: Accounts) -> None:
    endpoint: Endpoint[Any, Any] = READS[name]
    caller = accounts.new(admin=True)

    with in_process.dynamodb_calls() as calls:
        answer = in_process.call(endpoint, caller=caller)

    assert answer["status"] == 200
    assert len(calls) <= 3 + MORE.get(name, 0)
