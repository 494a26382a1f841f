"""Code and layers on disk, unpacked once per content; several emulators may share the folder."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

# A killed emulator takes no process along: each function ends by itself once its parent is gone.
_BOOTSTRAP = """#!/bin/sh
exec "$RUNTIME_PYTHON" -c '
import os, runpy, sys, threading, time
emulator = os.getppid()
def end_with_emulator():
    while os.getppid() == emulator:
        time.sleep(1)
    os._exit(1)
threading.Thread(target=end_with_emulator, daemon=True).start()
runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)
' "$_HANDLER"
"""

_unpacking = threading.Lock()


def unpack_function(archive: bytes) -> Path:
    return _unpack(archive, bootstrap=True)


def unpack(archive: bytes) -> Path:
    return _unpack(archive, bootstrap=False)


def _unpack(archive: bytes, *, bootstrap: bool) -> Path:
    folder = _folder() / hashlib.sha256(archive + _BOOTSTRAP.encode() * bootstrap).hexdigest()[:32]
    with _unpacking:
        if not folder.exists():
            _create(folder, archive, bootstrap=bootstrap)
    return folder


def _folder() -> Path:
    return Path(os.environ["LAMBDA_PACKAGES"])


def _create(folder: Path, archive: bytes, *, bootstrap: bool) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix="draft-"))
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(draft)
        if not any(name.endswith(".pyc") for name in files.namelist()):
            _compile(draft)
    if bootstrap:
        (draft / "bootstrap").write_text(_BOOTSTRAP)
        (draft / "bootstrap").chmod(0o755)
    draft.chmod(0o755)
    try:
        draft.rename(folder)
    except OSError:  # another emulator was quicker
        shutil.rmtree(draft)


def _compile(folder: Path) -> None:
    python = os.environ.get("RUNTIME_PYTHON", sys.executable)
    command = [python, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode"]
    subprocess.run([*command, "unchecked-hash", str(folder)], check=False)
