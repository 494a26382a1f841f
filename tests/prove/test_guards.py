"""Each guard is removed, one at a time: a test fails for at least 95 of 100.

The guards are found in the source; see `tests/prove/guards/rewriting.py`. Each group of packages is
tested by its own tests, which run once as they are and then again where a guard refused something.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.prove.figures import FULL, record
from tests.prove.guards import plugin
from tests.prove.guards.rewriting import guards, sources

LEAST = 0.95
NOT_PASSED_ON = ("PYTEST_", "PROVE")


@dataclass(frozen=True)
class Group:
    """`guarded`: how the names of the guards begin; `tests` are files and folders of tests/."""

    guarded: tuple[str, ...]
    tests: tuple[str, ...]


QUICK = {
    "imaging": Group(("splashmy/imaging",), ("imaging",)),
    "destinations": Group(
        ("splashmy/notifications/destinations",), ("notifications/test_destinations.py",)
    ),
}
GROUPS = QUICK
# Guards that no test misses, and why that is right.
REASONS: dict[str, str] = {}


@pytest.mark.parametrize("name", GROUPS if FULL else QUICK)
def test_a_removed_guard_is_missed(name: str, tmp_path: Path) -> None:
    group = GROUPS[name]

    outcome = _without_each(group, tmp_path)

    survivors = {guard for guard, test in outcome.items() if test is None}
    record(guards=len(outcome), missed=len(outcome) - len(survivors), survivors=len(survivors))
    assert outcome
    assert survivors <= REASONS.keys()
    assert 1 - len(survivors) / len(outcome) >= LEAST


def _without_each(group: Group, directory: Path) -> dict[str, str | None]:
    """By guard, the test that fails without it."""
    remove = [
        *(sys.executable, "-m", "pytest", "-q", "-p", plugin.__name__, "-p", "no:cacheprovider"),
        *("--guards", str(directory), "--guarded", ",".join(group.guarded)),
        *(f"tests/{one}" for one in group.tests),
    ]
    # Neither a process of `make test` with others, nor at full size.
    left = {name: it for name, it in os.environ.items() if not name.startswith(NOT_PASSED_ON)}
    ended = subprocess.run(remove, env=left, capture_output=True, text=True, check=False)
    assert (directory / plugin.OUTCOME).exists(), ended.stdout[-2000:] + ended.stderr[-2000:]
    return plugin.outcome(directory)


def test_each_guard_has_a_name_of_its_own_and_a_group() -> None:
    names = [guard.name for source in sources() for guard in guards(source)]

    assert len(names) == len({*names}) > 200
    assert REASONS.keys() <= {*names}


def test_guards_of_each_kind_are_found(tmp_path: Path) -> None:
    found = {guard.kind for source in sources() for guard in guards(source)}

    assert found == {"refusal", "condition", "part", "check"}
