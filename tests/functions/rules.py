"""What EventBridge invokes: events of others, and the clock."""

from collections.abc import Iterator
from contextlib import contextmanager

from local.stack import Stack


@contextmanager
def without_rule(stack: Stack, function: str) -> Iterator[None]:
    """Its rule invokes it no more."""
    events, rule = stack.client("events"), rule_of(stack, function)
    events.disable_rule(Name=rule)
    try:
        yield
    finally:
        events.enable_rule(Name=rule)


def rule_of(stack: Stack, function: str) -> str:
    """The name of the one rule that invokes it."""
    target = stack.client("lambda").get_function(FunctionName=function)
    arn = target["Configuration"]["FunctionArn"]
    (rule,) = stack.client("events").list_rule_names_by_target(TargetArn=arn)["RuleNames"]
    return str(rule)
