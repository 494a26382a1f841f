"""The CDK assembly that the local stack deploys."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from local.servers import ROOT


class SynthesisError(Exception):
    """`python app.py` failed; carries what it printed."""


def synthesize(environment: str, report: Callable[[str], None] = lambda _: None) -> Path:
    """Synthesize one environment of SplashMy; the directory of its assembly.

    Layers that are missing are built for it, which is reported.
    """
    directory = ROOT / ".build" / "assembly" / environment
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
    stages = sorted(directory.glob(f"assembly-*{environment}*"))
    return stages[0] if stages else directory


def _reported(lines: Iterable[str], report: Callable[[str], None]) -> Iterable[str]:
    for line in lines:
        if line.startswith("Building layer"):
            report(line.strip())
        yield line
