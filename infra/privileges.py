"""The page of who may do what on AWS: `docs/privileges.md`."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from infra import catalog
from infra.catalog import Function
from splashmy.core.resources import (
    Bucket,
    DeadLetterQueues,
    EventBus,
    FailedFunctions,
    Grant,
    Parameter,
    Queue,
    ScheduledFunctions,
    Secret,
    Service,
    StateMachine,
    Table,
    UserPool,
)

HEAD = """\
# Who may do what on AWS

Generated from the declarations in `functions/` by `make docs`; `tests/infra/test_privileges.py`
holds it against the templates of every environment.

Each function has a role of its own. While the tests run, the local stack notes every call that a
role makes to AWS, and `tests/security/test_least_privilege.py` fails if a call is not granted, or
if a grant is not called for by any test. So each line here was seen to be enough and to be needed,
by the tests in its last column and all that pass through the same function.

Beside these, every role may write its own function's log and traces; where failed events are kept,
send them to its own queue; and where a queue triggers it, take that queue's messages. Names are
without the environment's prefix, and those of buckets without the account and the region that they
end in.
"""


def page() -> str:
    lines = [HEAD]
    for domain, functions in groupby(catalog.functions(), lambda one: one.domain):
        lines += [f"## {domain}", "", "| function | may | proven by |", "|---|---|---|"]
        lines += [*map(_row, functions), ""]
    return "\n".join(lines)


def mirror(function: Function) -> str:
    """The path of the function's own tests."""
    return f"tests/functions/{function.domain}/test_{function.name}.py"


def permissions(function: Function) -> set[tuple[str, str]]:
    """Every action with the resource that it is granted on."""
    return {
        (action, place)
        for grant in function.handler.grants
        for action in grant.actions
        for place in places(grant)
    }


def places(grant: Grant) -> list[str]:
    """Where a grant holds: the ends of ARNs, without the environment's prefix."""
    match grant.resource:
        case FailedFunctions():
            return [f"function:{one.id}" for one in catalog.with_dead_letters()]
        case ScheduledFunctions():
            return [f"function:{one.id}" for one in catalog.scheduled()]
    return [_place(grant)]


def _place(grant: Grant) -> str:
    name = grant.resource.name
    match grant.resource:
        case Table():
            return f"table/{name}{grant.within}"
        case Bucket() | Queue():
            return f"{name}{grant.within}"
        case StateMachine():
            return f"{'execution' if grant.within else 'stateMachine'}:{name}{grant.within}"
        case UserPool():
            return "userpool/[id]"
        case Secret():
            return f"secret:{name}-??????"
        case Parameter():
            return f"parameter/{name}"
        case DeadLetterQueues():
            return f"*-{name}"
        case EventBus():
            return "event-bus/default"
        case Service():
            return "*"
    raise TypeError(f"{grant.resource} has no place")


def _row(function: Function) -> str:
    test = mirror(function)
    allowed = "<br>".join(_allowed(function)) or "nothing"
    return f"| {function.name} | {allowed} | [{test.rpartition('/')[2]}](../{test}) |"


def _allowed(function: Function) -> Iterator[str]:
    """One line for each service and resource."""
    actions = defaultdict(list)
    for action, where in sorted(permissions(function)):
        service, _, verb = action.partition(":")
        actions[service, where].append(verb)
    for (service, where), verbs in sorted(actions.items()):
        yield f"`{service}:` {', '.join(verbs)} on `{where}`"
