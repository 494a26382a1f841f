"""Functions against their floor: `python -m tests.benchmarks.speed [FUNCTION...] [--check]`.

On a local stack of its own, whose answers are written down and repeated to both; what was measured
goes to docs/performance.json, of which docs/performance.md is made. Without names it measures
every function; `--check` measures nothing and fails if the page does not follow from the figures.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import running_stack
from splashmy.core.clock import now
from tests.benchmarks.speed import contenders
from tests.benchmarks.speed.comparing import Comparison
from tests.benchmarks.speed.page import FIGURES, PAGE, page
from tests.benchmarks.speed.recording import serving
from tests.benchmarks.speed.scenarios import SCENARIOS, Scenario
from tests.users import Accounts
from tools import load_catalogue


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure functions against their floor.")
    parser.add_argument("functions", nargs="*", help="all of them, unless told")
    parser.add_argument("--check", action="store_true", help="fail if the page is stale")
    asked = parser.parse_args()
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    if asked.check:
        sys.exit(f"stale: docs/{PAGE.name}" if PAGE.read_text() != page(known) else 0)
    use_bundled_node()
    wanted = [one for one in SCENARIOS if one.function in asked.functions or not asked.functions]
    figures = {
        "date": f"{now():%Y-%m-%d}",
        "python": ".".join(map(str, sys.version_info[:2])),
        "counted": "instructions" if contenders.VALGRIND else "processor time",
        "functions": known.get("functions", {}),
    }
    for function, measured in _measured(wanted):
        figures["functions"][function] = measured
        FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
    PAGE.write_text(page(figures))


def _measured(wanted: list[Scenario]) -> Iterator[tuple[str, dict[str, Any]]]:
    with TemporaryDirectory() as folder, serving() as answers:
        directory = Path(folder)
        with running_stack(synthesize("local"), directory / "stack") as stack:
            stack.lend_to_this_process()
            load_catalogue.load()
            accounts = Accounts(stack)
            recorded = [
                Comparison(
                    one, stack, accounts.new(premium=True), answers, directory / one.function
                )
                for one in wanted
            ]
        for one in recorded:
            print(f"Measuring {one.scenario.function}", file=sys.stderr)
            yield one.scenario.function, one.measured()


if __name__ == "__main__":
    main()
