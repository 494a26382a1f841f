"""Which deployment is meant, and who is signed in there."""

import atexit
import hashlib
import json
from pathlib import Path

from platformdirs import user_config_path

from splashmy_client._sync.client import Client
from splashmy_client.errors import SplashMyError
from splashmy_client.tokens import FileTokens


def connect(url: str | None) -> Client:
    """The deployment at `url`, or the one that was signed in to last."""
    chosen = url or _last()
    client = Client(chosen, tokens=FileTokens(_folder() / _tokens_name(chosen)))
    atexit.register(client.close)
    return client


def remember(url: str) -> None:
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _settings().write_text(json.dumps({"url": url}))


def _last() -> str:
    try:
        return str(json.loads(_settings().read_text())["url"])
    except (OSError, ValueError, KeyError):
        raise SplashMyError(
            "Which deployment? Sign in first: splashmy sign-in EMAIL --url URL"
        ) from None


def _tokens_name(url: str) -> str:
    """One file for each deployment: no tokens of one are ever sent to another."""
    return f"tokens-{hashlib.sha256(url.rstrip('/').encode()).hexdigest()[:16]}.json"


def _settings() -> Path:
    return _folder() / "settings.json"


def _folder() -> Path:
    return user_config_path("splashmy")
