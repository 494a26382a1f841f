"""Bring the tables back to a moment, then everything into agreement; see docs/runbooks/restore.md.

python -m tools.restore tables --environment dev --to 2026-01-31T12:00:00Z
python -m tools.restore reconcile --environment dev
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from splashmy.core.resources import IMAGES, JOB_WORKFLOW, JOBS, RESULTS, STYLES, USERS
from tools.deployment import connect
from tools.restore import accounts, derived, objects, tables, workflows

KEPT = (USERS, IMAGES, STYLES, JOBS, RESULTS)


def main() -> None:
    asked = _arguments()
    connect(asked.environment)
    if asked.command == "tables":
        _say(tables.restore(table, asked.to) for table in KEPT)
    else:
        _say(reconcile(asked.environment))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def reconcile(name: str) -> Iterable[str]:
    """Safe to repeat; a second run finds nothing to do."""
    if running := workflows.running(JOB_WORKFLOW):
        sys.exit(f"{running} jobs are still running: wait until they have ended")
    for table in (USERS, IMAGES, JOBS, RESULTS):
        yield derived.write_anew(table)
    yield workflows.sweep(name)
    yield objects.bring_into_agreement()
    yield accounts.erase_again()


def _moment(text: str) -> datetime:
    """In UTC, unless it says otherwise."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Restore the tables, and what depends on them.")
    parser.add_argument("command", choices=["tables", "reconcile"])
    parser.add_argument("--environment", default="local")
    parser.add_argument(
        "--to", type=_moment, help="the last good second, such as 2026-01-31T12:00Z"
    )
    asked = parser.parse_args()
    if (asked.command == "tables") != bool(asked.to):
        parser.error("--to belongs to tables, and tables needs it")
    return asked


if __name__ == "__main__":
    main()
