"""What a layer has in place of a library's own modules; the rest of each library is untouched.

Whoever imports one class of a package imports all that its `__init__` imports: with Powertools'
resolver come the classes of every kind of event that AWS has, with a client the generator of its
documentation. See docs/adr/0176-what-is-not-used-is-not-loaded.md.
"""

import ast
from collections.abc import Callable
from pathlib import Path

LAZY = (
    "aws_lambda_powertools",
    "aws_lambda_powertools/event_handler",
    "aws_lambda_powertools/event_handler/openapi",
    "aws_lambda_powertools/metrics",
    "aws_lambda_powertools/tracing",
    "aws_lambda_powertools/utilities/data_classes",
    "aws_lambda_powertools/utilities/parameters",
)
# As PEP 562 has it. Submodules are not among the names: the import statement finds those itself.
LOAD = """
def __getattr__(name):
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return found
"""
# The text that a client's methods get for `help()`, without the generator that would write it.
DOCSTRINGS = """
class LazyLoadedDocstring(str):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        super().__init__()


class ClientMethodDocstring(LazyLoadedDocstring):
    pass


class WaiterDocstring(LazyLoadedDocstring):
    pass


class PaginatorDocstring(LazyLoadedDocstring):
    pass
"""


class NotReplaceable(Exception):
    """A module does something that what should replace it would not do."""


def replace(python: Path) -> None:
    """Put all replacements into the folder of a layer that has these libraries."""
    for package in LAZY:
        _rewrite(python / package / "__init__.py", lazy)
    _rewrite(python / "botocore/docs/__init__.py", constants)
    _rewrite(python / "botocore/docs/docstring.py", lambda _: DOCSTRINGS)


def lazy(source: str) -> str:
    """An `__init__` that offers what this one imports, each name from its first use on.

    What else it does stays as it is, with the imports that it takes.
    """
    body = ast.parse(source).body
    rest = [one for one in body if not isinstance(one, ast.ImportFrom)]
    needed = {it.id for one in rest for it in ast.walk(one) if isinstance(it, ast.Name)}
    modules: dict[str, str] = {}
    kept: list[str] = []
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and not needed & _imported(statement):
            modules |= _names(statement)
        elif isinstance(statement, ast.ImportFrom | ast.Expr | ast.Assign):
            kept.append(ast.unparse(statement))
        else:
            raise NotReplaceable(ast.unparse(statement))
    return "\n".join([*kept, f"_MODULES = {modules!r}", LOAD])


def constants(source: str) -> str:
    """What a module assigns, without its functions and what it imports for them."""
    body = ast.parse(source).body
    return "\n".join(ast.unparse(one) for one in body if isinstance(one, ast.Assign))


def _rewrite(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text()))


def _names(statement: ast.ImportFrom) -> dict[str, str]:
    if statement.module == "__future__" or any(
        it.asname or it.name == "*" for it in statement.names
    ):
        raise NotReplaceable(ast.unparse(statement))
    module = "." * statement.level + (statement.module or "")
    return {it.name: module for it in statement.names}


def _imported(statement: ast.ImportFrom) -> set[str]:
    return {it.asname or it.name for it in statement.names}
