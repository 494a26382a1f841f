"""The tokens of a session, and where they are kept."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

ALMOST = 30  # seconds before its end in which an access token counts as ended


@dataclass(frozen=True)
class Tokens:
    """`expires_at` is of the access token, in seconds since 1970."""

    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def is_expired(self) -> bool:
        return time.time() > self.expires_at - ALMOST


class TokenStore(Protocol):
    def load(self) -> Tokens | None: ...

    def save(self, tokens: Tokens | None) -> None: ...


class MemoryTokens:
    """Forgets them with the process."""

    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    def load(self) -> Tokens | None:
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        self._tokens = tokens


class FileTokens:
    """A file that only its owner reads; several processes may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Tokens | None:
        try:
            return Tokens(**json.loads(self.path.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, tokens: Tokens | None) -> None:
        if tokens is None:
            self.path.unlink(missing_ok=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Readers see the old tokens or the new ones, never half of a file.
        written = self.path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(tokens), file)
        written.replace(self.path)
