"""The two that are compared, each with its own packages, and what a run of one costs."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3

from infra import layers
from infra.catalog import FUNCTIONS
from infra.constructs.functions import ALWAYS

RUN = Path(__file__).with_name("run.py")
OF_BOTO3 = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3")
VALGRIND = shutil.which("valgrind")
MORE_CALLS = 40  # after the first: what one more costs is a warm call, garbage collection included
ROUNDS = 9
LONGEST = 600  # seconds


@dataclass(frozen=True)
class Contender:
    """A folder with a `handler.py`, and where its packages are."""

    folder: Path
    packages: list[Path]
    variables: Mapping[str, str]


def of_function(
    place: str, layer_names: list[str], variables: Mapping[str, str], folder: Path
) -> Contender:
    """As Lambda has it: its own module without bytecode, its layers with theirs."""
    shutil.copytree(FUNCTIONS / place, folder, ignore=shutil.ignore_patterns("__pycache__"))
    built = layers.build(layers.HOST)
    names = [*ALWAYS, *sorted(set(layer_names))]
    return Contender(folder, [built[name] / "python" for name in names], variables)


def plain_boto3(folder: Path) -> Path:
    """boto3 and what it imports as pip installs them, and nothing beside them."""
    installed = Path(boto3.__file__).parents[1]
    if not folder.exists():
        folder.mkdir()
        for name in OF_BOTO3:
            (folder / name).symlink_to(installed / name)
    return folder


def run(
    contender: Contender,
    event: Any,
    *,
    calls: int,
    counted: bool = False,
    forked: bool = False,
    under: tuple[str, ...] = (),
) -> dict[str, Any]:
    """What `run.py` found; `calls` of 0 imports nothing, which is what Python itself costs.

    `forked` makes the calls after the first in a child of the process.
    """
    with TemporaryDirectory() as scratch:
        given, found = Path(scratch, "given.json"), Path(scratch, "found.json")
        how = {"event": event, "calls": calls, "counted": counted, "forked": forked}
        given.write_text(json.dumps(how))
        # -S: no packages but those of PYTHONPATH; -P: not the folder of run.py either
        command = [*under, sys.executable, "-S", "-P", str(RUN), str(given), str(found)]
        path = os.pathsep.join(map(str, [contender.folder, *contender.packages]))
        subprocess.run(
            command,
            env={**contender.variables, "PYTHONPATH": path},
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=LONGEST,
        )
        seen: dict[str, Any] = json.loads(found.read_text())
        return seen


def instructions(contender: Contender, event: Any) -> tuple[int, int]:
    """Of import with the first call, and of one more, by valgrind."""
    of_one, of_many = _instructions(contender, event, calls=1 + MORE_CALLS)
    return of_one - _of_python(), (of_many - of_one) // MORE_CALLS


@cache
def _of_python() -> int:
    with TemporaryDirectory() as folder:
        (of_python,) = _instructions(Contender(Path(folder), [], {}), {}, calls=0)
        return of_python


def _instructions(contender: Contender, event: Any, *, calls: int) -> list[int]:
    """Of the process, and of its child, which has done all that its parent did and more."""
    with TemporaryDirectory() as folder:
        options = ["--log-file=/dev/null", "--tool=cachegrind", "--cache-sim=no"]
        counts = f"--cachegrind-out-file={folder}/%p"
        run(contender, event, calls=calls, forked=True, under=(str(VALGRIND), *options, counts))
        summaries = [
            path.read_text().rpartition("summary:")[2].split() for path in Path(folder).iterdir()
        ]
        return sorted(int(summary[0]) for summary in summaries)


def seconds(contenders: list[Contender], event: Any) -> list[tuple[float, float]]:
    """Processor time of the same, the median of rounds in which each has its turn."""
    rounds = [[run(one, event, calls=1 + MORE_CALLS) for one in contenders] for _ in range(ROUNDS)]
    return [
        (
            statistics.median(one["cold"] for one in of_one),
            statistics.median(one["warm"] for one in of_one) / MORE_CALLS,
        )
        for of_one in zip(*rounds, strict=True)
    ]
