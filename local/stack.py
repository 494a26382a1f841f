"""SplashMy, deployed on one machine: what `make run` and the tests start."""

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local import aws, lifetime, servers
from local.deploy import deploy
from splashmy.core import resources
from splashmy.core.clock import now
from splashmy.core.resources import OPENAI_KEY, USER_POOL

# Functions that are invoked once when the stack starts over what an earlier run left.
# Neither an execution nor an event survives a restart.
INVOKED_AFTER_A_RESTART = (
    "splashmy-local-processing-sweep_stuck",
    "splashmy-local-images-sweep_uploads",
)

_OPENAI_KEY = "splashmy-local-openai-key"  # the name of the parameter
_PREVIEW_KEY = "the-preview-needs-no-key"


@dataclass(frozen=True)
class Stack:
    directory: Path
    endpoint_url: str
    stand_in_url: str
    outputs: Mapping[str, str]

    @property
    def api_url(self) -> str:
        """The API's paths start with /api/v1 after it."""
        return self.endpoint_url

    def ended_server(self) -> str | None:
        """The name of one that does not run any more, if there is one."""
        names = ("emulator", "stand_ins")
        ended = (one for one in names if not lifetime.holder(self.directory / f"{one}.pid"))
        return next(ended, None)

    def client(self, service: str) -> Any:
        return aws.client(service, self.endpoint_url)

    def lend_to_this_process(self) -> None:
        """Let the application's own models and clients in this process use this stack."""
        for resource in (*resources.TABLES, *resources.BUCKETS, *resources.SECRETS, USER_POOL):
            for variable in resource.variables:
                os.environ[variable] = self.outputs[variable.replace("_", "")]
        os.environ |= {
            **aws.CREDENTIALS,
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_REGION": aws.REGION,
            "AWS_ENDPOINT_URL_REKOGNITION": self.stand_in_url,
            OPENAI_KEY.variables[0]: _OPENAI_KEY,
            "FEED_MAX_AGE": "0",  # what a test writes, it reads at once
        }

    def invoke(self, function: str, event: Mapping[str, Any] | None = None) -> Any:
        """Invoke a function by name or ARN and wait; what it returned, or a `FunctionError`."""
        return aws.invoke(function, event or {}, self.endpoint_url)


@contextlib.contextmanager
def running_stack(
    assembly: Path,
    directory: Path,
    *,
    port: int = 0,
    settings: Mapping[str, str] = {},
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[Stack]:
    """The assembly, deployed; stopped at the end of the block, its state kept in `directory`."""
    restarted = (directory / "state").exists()
    report("Starting the emulator of AWS and the stand-ins")
    with servers.running(directory, port=port, settings=settings) as started:
        outputs = deploy(assembly, started.emulator_url, report)
        stack = Stack(directory, started.emulator_url, started.stand_in_url, outputs)
        _provide_openai_key(stack)
        if restarted:
            threading.Thread(target=_repair, args=(stack,), daemon=True).start()
        yield stack


def _provide_openai_key(stack: Stack) -> None:
    key = os.environ.get("OPENAI_API_KEY") or _PREVIEW_KEY
    stack.client("ssm").put_parameter(
        Name=_OPENAI_KEY, Value=key, Type="SecureString", Overwrite=True
    )


def _repair(stack: Stack) -> None:
    """Behind the start, which it never fails: the schedules repair what this does not.

    Another application's assembly has none of these functions.
    """
    for function in INVOKED_AFTER_A_RESTART:
        try:
            stack.invoke(function, {"time": now().isoformat(), "at_once": True})
        except (aws.FunctionError, BotoCoreError, ClientError) as error:
            logging.getLogger(__name__).info("%s was not run: %s", function, error)
