"""There is time for every call to the user pool, also behind a cold start and the calls before."""

from typing import Any

import pytest

from infra import catalog
from splashmy.core.resources import CONNECT_TIMEOUT, USER_POOL
from splashmy.web import Endpoint

LONGEST_CALL = CONNECT_TIMEOUT + 10 + 0.5  # seconds that must be left when a call begins
CALLS_BEFORE = 10  # of a registration: a cold trigger and five calls to the pool


def asks_the_pool(endpoint: Endpoint[Any, Any]) -> bool:
    return any(grant.resource == USER_POOL and grant.actions for grant in endpoint.grants)


@pytest.mark.parametrize(
    "endpoint",
    [
        pytest.param(endpoint, id=function.id)
        for function, endpoint in catalog.endpoints()
        if asks_the_pool(endpoint)
    ],
)
def test_the_last_call_to_the_pool_may_still_begin(endpoint: Endpoint[Any, Any]) -> None:
    assert endpoint.timeout >= LONGEST_CALL + CALLS_BEFORE
