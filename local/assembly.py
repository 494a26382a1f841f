"""The CDK assembly that the local stack deploys."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from local.lifetime import one_at_a_time
from local.servers import ROOT

# What `app.py` reads.
SOURCES = (
    "app.py",
    "cdk.json",
    "pyproject.toml",
    "requirements.txt",
    "catalogue",
    "docs",
    "functions",
    "infra",
    "layers",
)


class SynthesisError(Exception):
    """`python app.py` failed; carries what it printed."""


def synthesize(environment: str, report: Callable[[str], None] = lambda _: None) -> Path:
    """Synthesize one environment of SplashMy; the directory of its assembly.

    Layers that are missing are built for it, which is reported. Nothing is done while nothing that
    the templates are made from has changed; another process may be at it, and is waited for.
    """
    directory = ROOT / ".build" / "assembly" / environment
    with one_at_a_time(directory.with_suffix(".lock")):
        _renew(directory, environment, report)
    stages = sorted(directory.glob(f"assembly-*{environment}*"))
    return stages[0] if stages else directory


def _renew(directory: Path, environment: str, report: Callable[[str], None]) -> None:
    stamp, sources = directory / "sources", fingerprint()
    if stamp.exists() and stamp.read_text() == sources:
        return
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    chosen = json.dumps({**context, "environment": environment})
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, "CDK_CONTEXT_JSON": chosen, "CDK_OUTDIR": str(directory)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = list(_reported(process.stdout or (), report))
    if process.returncode:
        raise SynthesisError("".join(said))
    stamp.write_text(sources)


def fingerprint() -> str:
    """Of every file that a template or an asset is made from, and of what an operator may set."""
    found = hashlib.sha256(json.dumps(_context(), sort_keys=True).encode())
    for name in SOURCES:
        path = ROOT / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def _context() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("SPLASHMY_")}


def _reported(lines: Iterable[str], report: Callable[[str], None]) -> Iterable[str]:
    for line in lines:
        if line.startswith("Building layer"):
            report(line.strip())
        yield line
