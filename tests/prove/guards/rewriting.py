"""Finds the guards in the source, and makes each removable while the code runs.

A guard is what refuses: each reason of an `if` that ends in `raise`, the condition of a write and
each of its parts that `&` joins, a check on other items of a transaction, a call of a function that
does nothing but refuse, a condition of the form that S3 takes, and what a cursor is bound to.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
SHARED = ROOT / "layers" / "shared" / "python"
FUNCTIONS = ROOT / "functions"
# The function that says what a cursor is bound to, and the one that refuses another's.
WHAT_BINDS, WHERE_BOUND = "scope", "_open"
LONGEST_TEXT = 90  # characters of a guard's own words in its name
# In front of each module. It notes what refused or was asked for; `off` holds the guard that is
# removed now. It imports nothing of ours: functions run it in their own processes.
RUNTIME = """
def _guard(name):
    import os
    with open({directory!r} + "/fired", "a") as fired:
        fired.write(name + "\\n")
    off = {directory!r} + "/off"
    if not os.path.exists(off):
        return True
    with open(off) as removed:  # left open, it would warn, and the test would fail of that
        return removed.read() != name

def _both(one, other, of_one, of_other):
    here, there = _guard(of_one), _guard(of_other)
    return one & other if here and there else other if there else one
"""


@dataclass(frozen=True)
class Source:
    """`path` is below `ROOT`."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(SHARED if SHARED in self.path.parents else ROOT))


def sources() -> list[Source]:
    files = [*(SHARED / "splashmy").rglob("*.py"), *FUNCTIONS.rglob("handler.py")]
    return [Source(file) for file in sorted(files)]


@dataclass(frozen=True)
class Guard:
    """`refuses_in`: the function in which it refuses, where that is known."""

    name: str
    kind: str
    refuses_in: str


def guards(source: Source) -> list[Guard]:
    rewriter = _Rewriter(source.name)
    rewriter.visit(ast.parse(source.path.read_text()))
    return rewriter.found


def rewritten(source: Source, directory: Path) -> ast.Module:
    """The module with guards that look into `directory`; its lines keep their numbers."""
    tree: ast.Module = _Rewriter(source.name).visit(ast.parse(source.path.read_text()))
    runtime = ast.parse(RUNTIME.format(directory=str(directory))).body
    first = _after_prologue(tree)
    tree.body[first:first] = runtime
    return ast.fix_missing_locations(tree)


def _after_prologue(tree: ast.Module) -> int:
    """The index of what may come after the docstring and imports from `__future__`."""
    first = int(ast.get_docstring(tree) is not None)
    while first < len(tree.body) and "__future__" in ast.unparse(tree.body[first]):
        first += 1
    return first


@cache
def _checks() -> set[str]:
    """The functions that return nothing and refuse, by name."""
    trees = [ast.parse(source.path.read_text()) for source in sources()]
    functions = [it for tree in trees for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)]
    return {it.name for it in functions if _returns(it) == "None" and _refuses(it)}


def _returns(function: ast.FunctionDef) -> str:
    return ast.unparse(function.returns) if function.returns else ""


def _refuses(function: ast.FunctionDef) -> bool:
    """Its last word is a refusal, or nothing."""
    last = function.body[-1]
    return isinstance(last, ast.If) and isinstance(last.body[-1], ast.Raise) and not last.orelse


class _Rewriter(ast.NodeTransformer):
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Guard] = []
        self.function = ""
        self.in_condition = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        before = self.function, self.in_condition
        self.function, self.in_condition = node.name, _returns(node) == "Condition"
        self.generic_visit(node)
        self.function, self.in_condition = before
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        if not isinstance(node.body[-1], ast.Raise):
            return self.generic_visit(node)
        asked = [self._asked(one, "refusal", self.function) for one in _reasons(node.test)]
        self.generic_visit(node)
        pairs = zip(_reasons(node.test), asked, strict=True)
        removable: list[ast.expr] = [ast.BoolOp(ast.And(), [*pair]) for pair in pairs]
        node.test = ast.BoolOp(ast.Or(), removable) if removable[1:] else removable[0]
        return node

    def visit_List(self, node: ast.List) -> ast.AST:
        if self.function != WHAT_BINDS:
            return self.generic_visit(node)
        node.elts = [self._unless_removed(one, "binding", WHERE_BOUND) for one in node.elts]
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        if node.arg == "Conditions" and isinstance(node.value, ast.List):
            node.value.elts = [self._unless_removed(one, "form") for one in node.value.elts]
            return node
        if node.arg != "condition" or ast.unparse(node.value) == "condition":  # handed on
            return self.generic_visit(node)
        asked = self._asked(node.value, "condition")
        self.in_condition, before = True, self.in_condition
        self.generic_visit(node)
        self.in_condition = before
        node.value = ast.IfExp(asked, node.value, ast.Constant(None))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """The condition of a write may stand without its name."""
        at = _position(node)
        if at is None or len(node.args) <= at:
            return self.generic_visit(node)
        as_keyword = ast.keyword("condition", node.args.pop(at))
        node.keywords.append(as_keyword)
        return self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        if not isinstance(node.op, ast.BitAnd):
            return self.generic_visit(node)
        before = ast.parse(ast.unparse(node.target), mode="eval").body
        joined = ast.BinOp(before, node.op, node.value)
        changed: ast.AST = self.visit(ast.Assign([node.target], joined, lineno=node.lineno))
        return changed

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if not isinstance(node.op, ast.BitAnd) or not (self.in_condition or _joins(node)):
            return self.generic_visit(node)
        names = [self._named(side, "part") for side in (node.left, node.right)]
        self.generic_visit(node)
        return ast.Call(ast.Name("_both", ast.Load()), [node.left, node.right, *names], [])

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A check of nothing would be refused by PynamoDB, so the check is left out as a whole."""
        called = _called(node)
        of_transaction = called == "condition_check" and not _is_of_super(node)
        if not of_transaction and called not in _checks():
            return self.generic_visit(node)
        asked = self._asked(node.value, "check", "" if of_transaction else called)
        self.generic_visit(node)
        return ast.If(asked, [node], [])

    def _unless_removed(self, node: ast.expr, kind: str, refuses_in: str = "") -> ast.expr:
        load, asked = ast.Load(), self._asked(node, kind, refuses_in)
        kept = ast.IfExp(asked, ast.List([node], load), ast.List([], load))
        return ast.Starred(kept, load)

    def _asked(self, node: ast.expr, kind: str, refuses_in: str = "") -> ast.Call:
        named = self._named(node, kind, refuses_in)
        return ast.Call(ast.Name("_guard", ast.Load()), [named], [])

    def _named(self, node: ast.expr, kind: str, refuses_in: str = "") -> ast.Constant:
        text = f"{self.file} {self.function}: {kind} {ast.unparse(node)[:LONGEST_TEXT]}"
        same = [one for one in self.found if one.name.startswith(text)]
        guard = Guard(f"{text} ({len(same) + 1})" if same else text, kind, refuses_in)
        self.found.append(guard)
        return ast.Constant(guard.name)


def _position(node: ast.Call) -> int | None:
    """Of a write's condition among the arguments; in a transaction the record comes before."""
    writes = {"save": 0, "delete": 0, "update": 1}
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in writes:
        return None
    at = writes[node.func.attr]
    if ast.unparse(node.func.value) == "transaction":
        return at + 1
    is_named = len(node.args) == at + 1 and any(isinstance(it, ast.List) for it in node.args[:at])
    return at if is_named or (at < len(node.args) and _is_condition(node.args[at])) else None


def _reasons(test: ast.expr) -> list[ast.expr]:
    """Each of those that `or` joins."""
    is_any = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or)
    return test.values if is_any else [test]  # type: ignore[attr-defined]


def _joins(node: ast.BinOp) -> bool:
    """Conditions, not numbers or sets."""
    sides = [one for one in (node.left, node.right) if not isinstance(one, ast.BinOp)]
    return any(map(_is_condition, sides))


def _is_condition(node: ast.expr) -> bool:
    method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    called = node.func.attr if method else ""  # type: ignore[attr-defined]
    return isinstance(node, ast.Compare | ast.BinOp) or called in ("exists", "does_not_exist")


def _called(node: ast.Expr) -> str:
    if not isinstance(node.value, ast.Call):
        return ""
    called = node.value.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_of_super(node: ast.Expr) -> bool:
    return ast.unparse(node).startswith("super()")
