"""Gives each limit of a field another number, in a copy of the source."""

import ast
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.prove.guards.rewriting import FUNCTIONS, SHARED, sources

# Whether a limit takes a number above zero, or one below: pydantic takes no length below zero.
ABOVE_ZERO: Mapping[str, bool] = {
    "max_length": True,
    "le": True,
    "lt": True,
    "min_length": True,
    "ge": False,
    "gt": False,
}
FIRST, STEP = 1_000_003, 7  # numbers that stand nowhere else


def shifted(to: Path) -> dict[str, str]:
    """Copy the shared package to `python` and the functions to `functions`, each limit with a
    number of its own; by number, where it is.
    """
    known: dict[str, str] = {}
    for folder in (SHARED, FUNCTIONS):
        copy = to / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for source in sources():
            if folder in source.path.parents:
                tree = _Shifter(source.name, known).visit(ast.parse(source.path.read_text()))
                file = copy / source.path.relative_to(folder)
                file.write_text(ast.unparse(ast.fix_missing_locations(tree)))
    return known


class _Shifter(ast.NodeTransformer):
    def __init__(self, file: str, known: dict[str, str]) -> None:
        self.file, self.known = file, known

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        above, handed_on = ABOVE_ZERO.get(node.arg or ""), f"self.{node.arg}"
        if above is not None and ast.unparse(node.value) != handed_on:
            number = FIRST + STEP * len(self.known)
            self.known[str(number)] = f"{self.file}: {node.arg}={ast.unparse(node.value)}"
            node.value = ast.Constant(number if above else -number)
        return node
