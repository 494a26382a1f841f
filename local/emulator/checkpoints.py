"""State survives a kill: the emulator saves only when it ends in good order, AWS never forgets.

Every few seconds, if anything was asked of it, each service's state is copied and written. Copying
happens on the event loop, where DynamoDB answers, so that no copy holds half a transaction; files
are replaced all at once, so that no service remembers what another has forgotten.
"""

import asyncio
import json
import logging
import os
import time
from pathlib import Path
from typing import Any

from ministack import app as ministack
from ministack.core import persistence

from local.emulator.address import App, Message, Send

# "no" where nobody comes back to the state, as of the stack of the tests.
KEPT = "LOCAL_STATE_KEPT"
# Saved after a deployment only: layers are large, and nothing else changes them.
_DEPLOYED = {"lambda"}
_INTERVAL_S = 2.0
_REST = 3  # times as long as the last save took
_LONGEST_PAUSE_S = 10.0  # whatever the load: a kill loses no more than this and one save

_changed: set[str] = set()
_ever_changed: set[str] = set()
_saving = asyncio.Lock()


def noticing(app: App) -> App:
    async def noticed(scope: Message, receive: Any, send: Send) -> None:
        await app(scope, receive, send)
        if scope["type"] == "http" and not scope["path"].startswith("/_ministack/"):
            change = "deployed" if _is_deployment(scope) else "used"
            _changed.add(change)
            _ever_changed.add(change)

    return noticed


def _is_deployment(scope: Message) -> bool:
    credential = next((v for k, v in scope["headers"] if k == b"authorization"), b"")
    return b"/cloudformation/" in credential


async def keep_saving() -> None:
    """Save after requests, and once more when they have ended: workflows go on by themselves."""
    pause, settled = _INTERVAL_S, True
    while True:
        await asyncio.sleep(pause)
        began = time.monotonic()
        if _changed or not settled:
            skipped = set() if "deployed" in _changed else _DEPLOYED
            settled = not _changed
            _changed.clear()
            await _save(skipped)
        pause = min(_LONGEST_PAUSE_S, max(_INTERVAL_S, _REST * (time.monotonic() - began)))


async def save_everything() -> None:
    """Unless nothing was asked yet: what an earlier run saved may not have been read by then."""
    if _ever_changed and is_kept():
        await _save(skipped=set())


def is_kept() -> bool:
    return os.environ.get(KEPT) != "no"


async def _save(skipped: set[str]) -> None:
    async with _saving:
        drafts = []
        for name, get_state in ministack._build_persistence_save_dict().items():
            if name not in skipped and (state := await _copy(name, get_state)) is not None:
                drafts.append(await asyncio.to_thread(_write, name, state))
        for draft in drafts:
            draft.replace(draft.with_suffix(".json"))


def _write(name: str, state: Any) -> Path:
    draft = Path(persistence.STATE_DIR, f"{name}.draft")
    version = persistence._state_format_version(name)
    content = {"__ministack_format__": version, "payload": state}
    # Not json.dump, which encodes in Python: five times slower, and all that while others wait.
    draft.write_text(json.dumps(content, default=persistence._json_default))
    return draft


async def _copy(name: str, get_state: Any) -> Any:
    for _attempt in range(5):
        try:
            return get_state()
        except RuntimeError:  # a worker thread changed a dict meanwhile
            await asyncio.sleep(0.01)
    logging.getLogger(__name__).warning("%s was too busy to be saved", name)
    return None
