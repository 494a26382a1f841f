"""docs/reliability.md: what was tried, how much of it, and what was not."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tools.prove.parts import LEFT_OUT, Part
from tools.prove.running import KEPT, ROOT, Outcome

PAGE = ROOT / "docs" / "reliability.md"


@dataclass(frozen=True)
class Row:
    """What came of a part when it was last run, and on what."""

    said: str
    tests: int
    failed: int
    seconds: int
    commit: str
    date: str
    skipped: list[str] = field(default_factory=list)


def keep(name: str, outcome: Outcome, commit: str) -> None:
    """For the page: parts may be run one at a time; `commit` is that at which it was started."""
    row = Row(
        ", ".join(outcome.said) or "-",
        outcome.tests,
        outcome.failed,
        outcome.seconds,
        commit,
        f"{datetime.now(UTC):%Y-%m-%d}",
        outcome.skipped,
    )
    _kept(name).write_text(json.dumps(asdict(row)))


def write(parts: Mapping[str, Part]) -> bool:
    """Whether the page could be written: each part has been run."""
    if not all(_kept(name).exists() for name in parts):
        return False
    PAGE.write_text(page(parts, {name: _read(name) for name in parts}))
    return True


def page(parts: Mapping[str, Part], rows: Mapping[str, Row]) -> str:
    table = [
        f"| {name} | {parts[name].what} | {one.tests:,} | {one.failed} | {one.said} "
        f"| {one.seconds} | {one.date}, `{one.commit}` |"
        for name, one in rows.items()
    ]
    left_out = [f"Of {name}: {why}." for name, one in rows.items() for why in one.skipped]
    lines = [
        "# Reliability",
        "",
        "Written by `make prove`, which attacks and breaks the local stack, three parts at a time.",
        "`make test` runs the same tests with fewer tries. [security.md](security.md) says which",
        "risk each test covers.",
        "",
        f"Run with {os.cpu_count()} cores and Python {platform.python_version()}, each part at the",
        "commit in its row.",
        "",
        "| part | what is tried | tests | failed | in figures | seconds | run |",
        "|---|---|---|---|---|---|---|",
        *table,
        "",
        "Left out:",
        "",
        *(f"- {one}" for one in [*LEFT_OUT, *left_out]),
        "",
    ]
    return "\n".join(lines)


def _kept(name: str) -> Path:
    return KEPT / f"{name}.outcome.json"


def _read(name: str) -> Row:
    return Row(**json.loads(_kept(name).read_text()))


def current_commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
