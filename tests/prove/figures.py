"""How much is tried, and what came of it: `make prove` tries more and puts figures on its page."""

import json
import os
from pathlib import Path

FULL = "PROVE" in os.environ


def amount(quick: int, full: int) -> int:
    """How many are tried: few in an ordinary run, many by `make prove`."""
    return full if FULL else quick


def record(**figures: int | str) -> None:
    """Add numbers to those of this part; a text, as of seeds, replaces what stood there.

    An underscore is shown as a space. An ordinary run keeps nothing.
    """
    if not FULL:
        return
    file = Path(os.environ["PROVE"])
    known: dict[str, int | str] = json.loads(file.read_text()) if file.exists() else {}
    for name, value in figures.items():
        name, old = name.replace("_", " "), known.get(name.replace("_", " "), 0)
        known[name] = value + old if isinstance(value, int) and isinstance(old, int) else value
    unread = file.with_suffix(".new")  # `make prove` may read while this is written
    unread.write_text(json.dumps(known))
    unread.replace(file)
