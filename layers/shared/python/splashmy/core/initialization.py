"""What a function does before its first event, while Lambda gives it a whole CPU.

In any other process, as a test or a tool, nothing is done: importing stays free of I/O.
"""

import gc
from collections.abc import Callable

from splashmy.core.resources import environment

VARIABLE = "AWS_LAMBDA_INITIALIZATION_TYPE"  # set by Lambda


def prepare(build: Callable[[], object]) -> None:
    """Build what the first event needs, and collect garbage from now on, of what follows only."""
    if VARIABLE in environment:
        build()
        gc.freeze()
        gc.enable()
