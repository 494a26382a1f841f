"""What the attacks that run in this process need of a deployed function."""

import os
from collections.abc import Iterator

import pytest

from local.stack import Stack
from splashmy.core.settings import settings
from tests.prove.scenarios import PREFIX


@pytest.fixture
def _deployed_variables(name: str, stack: Stack) -> Iterator[None]:
    """Those of the function `name`, where this process has none; its settings follow them."""
    functions = stack.client("lambda")
    deployed = functions.get_function_configuration(FunctionName=f"{PREFIX}{name}")["Environment"]
    with pytest.MonkeyPatch.context() as lent:
        for variable in deployed["Variables"].keys() - os.environ.keys():
            lent.setenv(variable, deployed["Variables"][variable])
        settings.cache_clear()
        yield
    settings.cache_clear()
