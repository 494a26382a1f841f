"""Runs the tests that attack and break the stack, and writes docs/reliability.md.

`python -m tools.prove [PART...]`: without a part all of them, and the page is written if all pass.
"""

import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reliability.md"
KEPT = ROOT / ".build" / "prove"


@dataclass(frozen=True)
class Part:
    """`tests` are files and folders of tests/."""

    what: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    tests: int
    failed: int
    seconds: int


PARTS = {
    "authorization": Part(
        "What every operation refuses: tokens that do not hold, users who are no administrators, "
        "bodies and ids that are none; another's thing is as one that never was.",
        (
            "prove/test_authorization.py",
            "security/test_operations.py",
            "security/test_strangers.py",
            "security/test_cursors.py",
        ),
    ),
    "races": Part(
        "Many of the same user's and of different users' requests at once, then a recount.",
        (
            "faults/test_quota_races.py",
            "faults/test_budget_races.py",
            "faults/test_one_key_one_thing.py",
            "faults/test_duplicates.py",
        ),
    ),
    "deaths": Part(
        "The process dies before each of its writes, events come twice, workers late.",
        ("faults/test_kill_points.py", "faults/test_late_workers.py", "faults/test_restart.py"),
    ),
    "files": Part(
        "Hostile files on the way of an upload, and mangled ones in a bounded process.",
        ("security/test_hostile_files.py",),
    ),
    "secrets": Part(
        "Planted passwords, codes and tokens, looked for wherever something is written down.",
        ("security/test_canaries.py",),
    ),
}
LEFT_OUT = [
    "Requests made up from the API's document.",
    "Faults injected at every AWS call that the functions were seen to make: only those of "
    "`tests/faults` and `tests/web` are.",
    "Removing each guard by mutation of the code, to see a test fail.",
    "Twenty minutes of users at a bounded rate, with memory and connections watched.",
    "AWS itself: all of it ran on the emulator, on one machine.",
]


def main() -> None:
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := {*wanted} - PARTS.keys():
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; use {', '.join(PARTS)}.")
    outcomes = {}
    for number, name in enumerate(wanted, 1):
        print(f"[{number}/{len(wanted)}] {name}: {PARTS[name].what}", flush=True)
        outcomes[name] = _run(name)
        print(f"      {_summary(outcomes[name])}", flush=True)
    if any(one.failed for one in outcomes.values()):
        sys.exit(1)
    if outcomes.keys() == PARTS.keys():
        PAGE.write_text(page(outcomes))
        print(f"written: {PAGE.relative_to(ROOT)}")


def _run(name: str) -> Outcome:
    """Its output goes to this process's; a run that ends without a report has failed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    report = KEPT / f"{name}.xml"
    report.unlink(missing_ok=True)
    tests = [f"tests/{one}" for one in PARTS[name].tests]
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", f"--junit-xml={report}"]
    began = time.monotonic()
    code = subprocess.run(
        [*command, *tests], cwd=ROOT, env={**os.environ, "PROVE": "1"}, check=False
    ).returncode
    seconds = round(time.monotonic() - began)
    ran, failed = _counted(report) if report.exists() else (0, 1)
    return Outcome(ran, max(failed, int(code != 0)), seconds)


def _counted(report: Path) -> tuple[int, int]:
    (suite,) = ElementTree.parse(report).getroot()  # noqa: S314 (pytest wrote it)
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    return int(suite.attrib["tests"]) - int(suite.attrib["skipped"]), failed


def _summary(outcome: Outcome) -> str:
    return f"{outcome.tests:,} tests, {outcome.failed} failed, {outcome.seconds} s"


def page(outcomes: dict[str, Outcome]) -> str:
    rows = [
        f"| {name} | {PARTS[name].what} | {one.tests:,} | {one.seconds} |"
        for name, one in outcomes.items()
    ]
    return "\n".join(
        [
            "# Reliability",
            "",
            "Written by `make prove`, which attacks and breaks the local stack.",
            "",
            f"Run on {datetime.now(UTC):%Y-%m-%d} at commit `{_commit()}`, "
            f"{os.cpu_count()} cores, Python {platform.python_version()}.",
            "",
            "| part | what is tried | tests | seconds |",
            "|---|---|---|---|",
            *rows,
            "",
            "Every test passed. Left out:",
            "",
            *(f"- {one}" for one in LEFT_OUT),
            "",
        ]
    )


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
