"""Every function of the application, found by its folder."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from splashmy.web import Endpoint, Task

FUNCTIONS = Path(__file__).parent.parent / "functions"


@dataclass(frozen=True)
class Function:
    """A folder with a `handler.py`: `styles/rate_style` is the function `styles-rate_style`."""

    domain: str
    name: str
    folder: Path
    handler: Endpoint[Any, Any] | Task[Any, Any]

    @property
    def id(self) -> str:
        return f"{self.domain}-{self.name}"


def functions(root: Path = FUNCTIONS) -> list[Function]:
    return [_function(path) for path in sorted(root.glob("*/*/handler.py"))]


def endpoints(root: Path = FUNCTIONS) -> Iterator[tuple[Function, Endpoint[Any, Any]]]:
    for function in functions(root):
        if isinstance(function.handler, Endpoint):
            yield function, function.handler


def tasks(root: Path = FUNCTIONS) -> Iterator[tuple[Function, Task[Any, Any]]]:
    for function in functions(root):
        if isinstance(function.handler, Task):
            yield function, function.handler


def with_dead_letters() -> list[Function]:
    """Those whose failed events are kept in a queue."""
    return [function for function, task in tasks() if task.dead_letters]


def scheduled() -> list[Function]:
    """Those that a schedule starts."""
    return [function for function, task in tasks() if task.scheduled]


def _function(path: Path) -> Function:
    folder = path.parent
    handler = _load(path).handler
    if not isinstance(handler, Endpoint | Task):
        raise TypeError(f"{path}: `handler` must be declared with @endpoint or @task")
    return Function(folder.parent.name, folder.name, folder, handler)


def _load(path: Path) -> ModuleType:
    name = ".".join(("functions", *path.parts[-3:-1], "handler"))
    if name in sys.modules and sys.modules[name].__file__ == str(path):
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
