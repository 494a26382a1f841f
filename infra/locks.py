"""The requirement locks: exact versions with their hashes."""

import re
from pathlib import Path

_PIN = re.compile(r"^([a-z0-9-]+)==(?:.*\\\n)*.*", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    """Each package of a lock with its whole requirement: version, marker and hashes."""
    return {pin[1]: pin[0] for pin in _PIN.finditer(lock.read_text())}
