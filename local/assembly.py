"""The CDK assembly that the local stack deploys."""

import json
import os
import subprocess
import sys
from pathlib import Path

from local.servers import ROOT


class SynthesisError(Exception):
    """`python app.py` failed; carries what it printed."""


def synthesize(environment: str) -> Path:
    """Synthesize one environment of SplashMy; the directory of its assembly."""
    directory = ROOT / ".build" / "assembly" / environment
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    chosen = json.dumps({**context, "environment": environment})
    result = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, "CDK_CONTEXT_JSON": chosen, "CDK_OUTDIR": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise SynthesisError(result.stdout + result.stderr)
    stages = sorted(directory.glob(f"assembly-*{environment}*"))
    return stages[0] if stages else directory
