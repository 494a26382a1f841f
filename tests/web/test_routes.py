"""A function that answers several routes answers all of them alike."""

from typing import Any

import pytest

from infra import catalog
from splashmy.web import Endpoint
from tests.client import Client
from tests.security.operations import anything, body_of, told

ROUTES = [
    pytest.param(endpoint, route, id=" ".join(route))
    for _, endpoint in catalog.endpoints()
    for route in endpoint.routes[1:]
]


@pytest.mark.parametrize(("endpoint", "route"), ROUTES)
def test_another_route_answers_like_the_first(
    client: Client, endpoint: Endpoint[Any, Any], route: tuple[str, str]
) -> None:
    ids, body = anything(endpoint), body_of(endpoint)

    first, other = (
        client.call(endpoint, caller="ana", body=body, route=one, **ids)
        for one in (endpoint.routes[0], route)
    )

    assert other.status == first.status
    assert first.status == 200 or told(other) == told(first)
