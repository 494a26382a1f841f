"""How much is tried, and what was measured: `make prove` tries more and keeps the figures."""

import json
import os
from pathlib import Path

FULL = "PROVE_FIGURES" in os.environ


def amount(quick: int, full: int) -> int:
    """How many are tried: few in an ordinary run, many by `make prove`."""
    return full if FULL else quick


def count(part: str, **figures: int) -> None:
    """Add to the figures of a part, for docs/reliability.md; an ordinary run keeps none."""
    if FULL:
        file = Path(os.environ["PROVE_FIGURES"], f"{part}.json")
        known: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
        added = {name: known.get(name, 0) + number for name, number in figures.items()}
        file.write_text(json.dumps(known | added))
