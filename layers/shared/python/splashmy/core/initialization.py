"""What a function does before its first event, while Lambda gives it a whole CPU.

An event is served with the function's share of one, a third of it at 512 MB. In any other process,
as a test or a tool, nothing is done: importing stays free of I/O.
"""

import gc
from collections.abc import Callable, Sequence
from importlib import import_module

from splashmy.core.resources import Grant, Table, environment

VARIABLE = "AWS_LAMBDA_INITIALIZATION_TYPE"  # set by Lambda


def prepare(
    build: Callable[[], object], *, grants: Sequence[Grant], modules: Sequence[str] = ()
) -> None:
    """Build what the first event needs: `build`, `modules`, and the client of granted tables.

    Garbage is collected from now on, and only of what follows.
    """
    if VARIABLE not in environment:
        return
    build()
    for module in modules:
        import_module(module)
    if any(isinstance(grant.resource, Table) for grant in grants):
        from splashmy.core.records import shared_connection

        shared_connection()
    gc.freeze()
    gc.enable()
