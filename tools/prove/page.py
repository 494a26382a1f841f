"""docs/reliability.md: what was tried, how much of it, and what was not."""

import os
import platform
import subprocess
from datetime import UTC, datetime

from tools.prove.parts import LEFT_OUT, all_parts
from tools.prove.running import ROOT, Outcome

PAGE = ROOT / "docs" / "reliability.md"


def page(outcomes: dict[str, Outcome], seconds: float) -> str:
    parts = all_parts()
    rows = [
        f"| {name} | {parts[name].what} | {one.tests:,} | {one.failed} "
        f"| {', '.join(one.said) or '-'} | {one.seconds} |"
        for name, one in outcomes.items()
    ]
    lines = [
        "# Reliability",
        "",
        "Written by `make prove`, which attacks and breaks the local stack. `make test` runs the",
        "same tests with fewer tries. [security.md](security.md) says which risk each test covers.",
        "",
        f"Run on {datetime.now(UTC):%Y-%m-%d} at commit `{_commit()}`, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {seconds / 60:.0f} minutes, two parts at a time.",
        "",
        "| part | what is tried | tests | failed | in figures | seconds |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "Left out:",
        "",
        *(f"- {one}" for one in LEFT_OUT),
        "",
    ]
    return "\n".join(lines)


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
