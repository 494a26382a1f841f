"""What a function does before its first event, while Lambda gives it a whole CPU.

An event is served with the function's share of one, a third of it at 512 MB. In any other process,
as a test or a tool, nothing is done: importing stays free of I/O.
"""

import gc
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from splashmy.core import deadline, resources
from splashmy.core.resources import Grant, Parameter, Secret, Table, environment

VARIABLE = "AWS_LAMBDA_INITIALIZATION_TYPE"  # set by Lambda
SNAPSHOT = "snap-start"  # its value where a snapshot is taken of what is built
TO_READ = 6  # seconds; Lambda ends an initialization after 10
# Every event of whoever signs in as the user pool's client needs Cognito; others seldom do.
SIGNS_IN = "cognito-idp:DescribeUserPoolClient"


def prepare(
    build: Callable[[], object], *, grants: Sequence[Grant], modules: Sequence[str] = ()
) -> None:
    """Build what the first event needs: `build`, `modules`, and what follows from the grants.

    Garbage is collected from now on, and only of what follows.
    """
    if VARIABLE not in environment:
        return
    build()
    for module in modules:
        import_module(module)
    _share_dynamodb(grants)
    if environment[VARIABLE] == SNAPSHOT:
        _seed_after_restore()
    else:
        _make_cognito(grants)
        _read_secrets(grants)
    gc.freeze()
    gc.enable()


def _share_dynamodb(grants: Sequence[Grant]) -> None:
    """It connects, and asks for credentials, when it is called."""
    if any(isinstance(grant.resource, Table) for grant in grants):
        from splashmy.core.records import shared_connection

        shared_connection()


def _seed_after_restore() -> None:
    """Credentials, secrets and their times are not in a snapshot, but the state of `random` is."""
    from snapshot_restore_py import register_after_restore  # of Lambda's own runtime

    register_after_restore(random.seed)


def _make_cognito(grants: Sequence[Grant]) -> None:
    """botocore asks for credentials as soon as it makes a client."""
    if any(SIGNS_IN in grant.actions for grant in grants):
        resources.client("cognito-idp")


def _read_secrets(grants: Sequence[Grant]) -> None:
    """What cannot be read now is read by an event, which can be answered that it failed."""
    secrets = [grant.resource for grant in grants if isinstance(grant.resource, Secret | Parameter)]
    for one in secrets:
        with suppress(Exception), deadline.within(TO_READ):
            resources.secret(one)
