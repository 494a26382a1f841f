"""How a gap in the emulator's CloudFormation is closed: its handler is followed by more."""

import functools
from collections.abc import Callable
from typing import Any

from ministack.services.cloudformation import provisioners

Properties = dict[str, Any]


def afterwards(resource_type: str, apply: Callable[[str, Properties], None]) -> None:
    """Call `apply(physical_id, properties)` after every create and update of this resource type."""
    handlers = provisioners._RESOURCE_HANDLERS[resource_type]

    def with_apply(handler: Callable[..., Any], properties_at: int) -> Callable[..., Any]:
        @functools.wraps(handler)
        def handle(*args: Any, **kwargs: Any) -> Any:
            result = handler(*args, **kwargs)
            apply(result[0], args[properties_at])
            return result

        return handle

    handlers["create"] = with_apply(handlers["create"], 1)
    handlers["update"] = with_apply(handlers["update"], 2)
