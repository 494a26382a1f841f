"""What the functions asked of AWS while tests ran, as the emulator noted it.

The file has one line for each role, action and resource; see `local/emulator/calls.py`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from infra import catalog
from infra.catalog import Function
from local.stack import Stack

FILE = "calls.jsonl"
PREFIX = "splashmy-local-"
# Every stack gives its pool another id.
POOL = re.compile(r"(?<=:userpool/)\S+")


@dataclass(frozen=True, order=True)
class Permission:
    """In a role `resource` is a pattern, in a call it is the thing itself."""

    action: str
    resource: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "resource", POOL.sub("*", self.resource))

    def __str__(self) -> str:
        return f"{self.action} on {self.resource.rpartition(':')[2]}"

    def covers(self, call: "Permission") -> bool:
        return self.action == call.action and fnmatchcase(call.resource, self.resource)


def by_function(files: Iterable[Path]) -> dict[str, set[Permission]]:
    """What each function asked for, by its id."""
    made = defaultdict[str, set[Permission]](set)
    for file in files:
        lines = _lines(file.read_text())
        roles = {line["key"]: line["role"] for line in lines if {"key", "role"} <= line.keys()}
        for line in lines:
            if "action" in line and (role := line.get("role") or roles.get(line["key"])):
                made[_function(role)].add(Permission(line["action"], line["resource"]))
    return made


class Refusals:
    """The calls that the emulator refused to a function, each told once."""

    def __init__(self) -> None:
        self.read: dict[Path, int] = defaultdict(int)

    def since_last(self, stack: Stack) -> list[str]:
        file = stack.directory / FILE
        if not file.exists():
            return []
        with file.open() as lines:
            lines.seek(self.read[file])
            text = lines.read()
        complete = text[: text.rfind("\n") + 1]
        self.read[file] += len(complete.encode())
        return [_refused(line) for line in _lines(complete) if _is_refused(line)]


def advice(function: Function, refused: Iterable[Permission], unused: Iterable[Permission]) -> str:
    """What to change, and where."""
    folder = f"functions/{function.domain}/{function.name}"
    changes = [f"  add a grant for {one}: the function asked for it" for one in sorted(refused)]
    changes += [f"  remove the grant for {one}: no test needs it" for one in sorted(unused)]
    return "\n".join([f"in `grants` of {folder}/handler.py:", *changes])


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def _function(role: str) -> str:
    return role.rpartition("/")[2].removeprefix(PREFIX)


def _is_refused(line: dict[str, Any]) -> bool:
    return "refused" in line and _function(line["role"]) in _functions()


def _refused(line: dict[str, Any]) -> str:
    function = _functions()[_function(line["role"])]
    return advice(function, [Permission(line["refused"], line["resource"])], [])


@cache
def _functions() -> dict[str, Function]:
    return {one.id: one for one in catalog.functions()}
