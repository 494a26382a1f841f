"""Import every handler on Lambda's processor, arm64, and serve one event each.

`python -m tools.prove_arm64`: the layers as they are deployed, under Debian's Python 3.13 for arm64
and the emulator QEMU. Takes a few minutes; skipped with one sentence where Debian's packages cannot
be had. Exits with 1 if a handler failed.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from infra import catalog, layers
from infra.constructs.functions import ALWAYS
from tools.prove_arm64 import machine

WORK = layers.ROOT / ".build" / "arm64"
SERVING = Path(__file__).with_name("serving.py")


def main() -> int:
    try:
        python = machine.python(WORK)
    except machine.UnavailableError as reason:
        print(f"Skipped: {reason}")
        return 0
    failed = 0
    for wanted, functions in _by_layers().items():
        for answer in _serve(python, wanted, functions):
            failed += "fault" in answer
            print(f"{answer['id']}: {answer.get('fault') or answer['answered']}", flush=True)
    return int(failed > 0)


def _by_layers() -> dict[tuple[str, ...], list[catalog.Function]]:
    """Those that have the same layers are served in one process: importing is what takes long."""
    together = defaultdict(list)
    for function in catalog.functions():
        together[(*ALWAYS, *sorted(set(function.handler.layers)))].append(function)
    return together


def _serve(
    python: list[str], wanted: tuple[str, ...], functions: list[catalog.Function]
) -> Iterator[dict[str, str]]:
    built = layers.build(layers.LAMBDA)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(built[name] / "python") for name in wanted),
        "PYTHONPYCACHEPREFIX": str(WORK / "bytecode"),  # none into the layers
    }
    folders = [str(function.folder) for function in functions]
    with (
        (WORK / "log").open("a") as log,
        subprocess.Popen(
            [*python, str(SERVING), *folders],
            env=environment, stdout=subprocess.PIPE, stderr=log, text=True,
        ) as process,
    ):  # fmt: skip
        for line in process.stdout or ():
            yield json.loads(line)
    if process.returncode:
        yield {"id": ", ".join(wanted), "fault": f"Python ended with {process.returncode}"}


if __name__ == "__main__":
    sys.exit(main())
