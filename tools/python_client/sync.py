"""The synchronous client, made from the asynchronous one by dropping what waits."""

import re
from pathlib import Path

HEADER = '"""Generated from _async by `make docs`."""\n\n'
BY_HAND = {"__init__.py", "waiting.py"}
WORDS = {
    "async def ": "def ",
    "async for ": "for ",
    "async with ": "with ",
    "await ": "",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "_async": "_sync",
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "aiter": "iter",
    "anext": "next",
    "AsyncIterator": "Iterator",
    "AsyncIterable": "Iterable",
}
PATTERN = re.compile("|".join([*(re.escape(word) for word in WORDS), r"\bAsync(?=[A-Z])"]))


def modules(folder: Path) -> dict[str, str]:
    """The text of each module, by its name."""
    found = {path.name: path.read_text() for path in sorted(folder.glob("*.py"))}
    return {name: _synchronous(text) for name, text in found.items() if name not in BY_HAND}


def _synchronous(text: str) -> str:
    return HEADER + PATTERN.sub(lambda word: WORDS.get(word[0], ""), text)
