"""What another writer does between the read and the write of the one that is tested."""

from collections.abc import Callable
from typing import Any

import pytest


def before(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, change: Callable[[], Any]
) -> None:
    """`change` happens once, right before the first call of the module's function."""
    function, changes = getattr(module, name), [change]

    def called(*args: Any, **kwargs: Any) -> Any:
        while changes:
            changes.pop()()
        return function(*args, **kwargs)

    monkeypatch.setattr(module, name, called)
