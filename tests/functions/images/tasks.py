"""The clock's work on images, at the moment a test wants it to be."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from local.stack import Stack
from splashmy.core.clock import now


def run(stack: Stack, name: str, *, after: timedelta = timedelta(), **more: Any) -> Any:
    moment = f"{now() + after:%Y-%m-%dT%H:%M:%SZ}"
    return stack.invoke(f"splashmy-local-images-{name}", {"time": moment, **more})


@contextmanager
def uploads_unnoticed(stack: Stack) -> Iterator[None]:
    """S3's events get lost."""
    events = stack.client("events")
    target = stack.client("lambda").get_function(FunctionName="splashmy-local-images-ingest_upload")
    arn = target["Configuration"]["FunctionArn"]
    (rule,) = events.list_rule_names_by_target(TargetArn=arn)["RuleNames"]
    events.disable_rule(Name=rule)
    try:
        yield
    finally:
        events.enable_rule(Name=rule)
