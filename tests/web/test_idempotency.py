import pytest

from infra import catalog
from splashmy.web import Endpoint

ENDPOINTS = [one.handler for one in catalog.functions() if isinstance(one.handler, Endpoint)]
CREATING = [one for one in ENDPOINTS if one.method == "POST" and one.status in (201, 202)]
WITHOUT = {
    "/auth/register",  # tokens are in the answer, which must not be kept
    "/processing/monitor/schedules/{task}/run",  # it makes nothing, and may run any number of times
}


@pytest.mark.parametrize("endpoint", CREATING, ids=lambda one: one.paths[0])
def test_what_creates_takes_an_idempotency_key(endpoint: Endpoint[..., object]) -> None:
    assert endpoint.idempotent == (endpoint.paths[0] not in WITHOUT)
