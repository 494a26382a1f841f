"""One local stack for the whole session, and the ways in that a caller has."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from tests.accounts import Accounts
from tests.client import Client

use_bundled_node()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    directory = tmp_path_factory.mktemp("stack")
    with running_stack(synthesize("local"), directory) as running:
        _let_this_process_use(running)
        yield running


@pytest.fixture(scope="session")
def accounts(stack: Stack) -> Accounts:
    return Accounts(stack)


@pytest.fixture(scope="session")
def client(stack: Stack, accounts: Accounts) -> Client:
    return Client(stack.api_url, accounts)


@pytest.fixture(scope="session")
def photo() -> bytes:
    return Path("local/photograph.jpg").read_bytes()


def _let_this_process_use(stack: Stack) -> None:
    """Tests arrange records with the application's own models, on the stack's tables."""
    from splashmy.resources import BUCKETS, SECRETS, TABLES, USER_POOL

    for resource in (*TABLES, *BUCKETS, *SECRETS, USER_POOL):
        for variable in resource.variables:
            os.environ[variable] = stack.outputs[variable.replace("_", "")]
    os.environ |= {
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_ENDPOINT_URL_REKOGNITION": stack.stand_in_url,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
