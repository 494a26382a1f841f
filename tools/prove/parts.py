"""The parts of `make prove`: `tests/prove/test_<part>.py`, and what belongs to it elsewhere."""

import ast
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent.parent / "tests"
ELSEWHERE = {
    "authorization": (
        "security/test_operations.py",
        "security/test_strangers.py",
        "security/test_cursors.py",
    ),
    "races": (
        "faults/test_quota_races.py",
        "faults/test_budget_races.py",
        "faults/test_one_key_one_thing.py",
        "faults/test_duplicates.py",
    ),
    "kill_points": (
        "faults/test_kill_points.py",
        "faults/test_late_workers.py",
        "faults/test_restart.py",
    ),
    "files": ("security/test_hostile_files.py",),
    "secrets": ("security/test_canaries.py",),
}
# They take longest, so that none of them is alone at the end.
FIRST = ("soak", "guards", "faults", "requests")
LEFT_OUT = (
    "AWS itself: all of it ran on the emulator, on one machine.",
    "Conflicts of transactions on DynamoDB Local, which has none.",
    "Guards of other forms than `tests/prove/guards/rewriting.py` names.",
    "Soaks of more than twenty minutes.",
)


@dataclass(frozen=True)
class Part:
    """`tests` are files of tests/."""

    what: str
    tests: tuple[str, ...]


def all_parts() -> dict[str, Part]:
    """By name; the docstrings of the files say what is tried."""
    proofs = {one.stem.removeprefix("test_") for one in TESTS.glob("prove/test_*.py")}
    others = sorted(proofs - {"pages", *FIRST} | ELSEWHERE.keys())
    return {name: _part(name) for name in (*FIRST, *others)}


def _part(name: str) -> Part:
    own = f"prove/test_{name}.py"
    tests = ((own,) if (TESTS / own).exists() else ()) + ELSEWHERE.get(name, ())
    return Part(" ".join(map(_said, tests)), tests)


def _said(test: str) -> str:
    said = ast.get_docstring(ast.parse((TESTS / test).read_text())) or ""
    return " ".join(said.partition("\n\n")[0].split())
