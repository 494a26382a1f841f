"""Runs the tests that attack and break the stack at full size, and writes docs/reliability.md.

`python -m tools.prove [PART...]`: without a part all of them. The page has what came of each part
when it was last run here. Fails if a test fails; the page says which part that was.
"""

import sys

from tools.prove.page import PAGE, current_commit, keep, write
from tools.prove.parts import all_parts
from tools.prove.running import ROOT, Outcome, Run, run

TAIL = 3000  # characters of a failed part's output that are shown


def main() -> None:
    parts = all_parts()
    wanted = sys.argv[1:] or list(parts)
    if unknown := {*wanted} - parts.keys():
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; use {', '.join(parts)}.")
    outcomes, commit = {}, current_commit()
    for ended, outcome in run({name: parts[name] for name in wanted}):
        outcomes[ended.name] = outcome
        keep(ended.name, outcome, commit)
        _show(ended, outcome)
    if write(parts):
        print(f"written: {PAGE.relative_to(ROOT)}")
    sys.exit(any(one.failed for one in outcomes.values()))


def _show(ended: Run, outcome: Outcome) -> None:
    print(f"{ended.name}: {outcome}", flush=True)
    if outcome.failed:
        print(ended.log.read_text(errors="replace")[-TAIL:])
        print(f"The whole output is in {ended.log.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main()
