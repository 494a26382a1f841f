"""Runs parts, three at a time, each on a stack of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools.prove.parts import Part

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".build" / "prove"
AT_ONCE = 3  # more than a small machine has cores: the soak and the faults mostly wait
MOST_SECONDS = 40 * 60  # of one part
PROGRESS = 30  # seconds between two lines


@dataclass(frozen=True)
class Outcome:
    """`figures`: what the tests recorded by `tests.prove.figures`. `skipped`: why tests were."""

    tests: int
    failed: int
    seconds: int
    figures: dict[str, int | str]
    skipped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join(
            [f"{self.tests:,} tests", f"{self.failed} failed", f"{self.seconds} s", *self.said]
        )

    @property
    def said(self) -> list[str]:
        return [
            f"{value:,} {name}" if isinstance(value, int) else f"{name} {value}"
            for name, value in self.figures.items()
        ]


class Run:
    """One part's tests in a process; its output goes to a file."""

    def __init__(self, name: str, part: Part) -> None:
        self.name = name
        KEPT.mkdir(parents=True, exist_ok=True)
        self.figures, self.report = KEPT / f"{name}.json", KEPT / f"{name}.xml"
        self.log = KEPT / f"{name}.log"
        for old in (self.figures, self.report):
            old.unlink(missing_ok=True)
        self.temporary = tempfile.mkdtemp(prefix="prove-")
        self.began = time.monotonic()
        self.process = self._start([f"tests/{one}" for one in part.tests])

    def _start(self, tests: list[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "pytest", "-q", "--no-header"]
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [*command, f"--junit-xml={self.report}", *tests],
                cwd=ROOT,
                env={**os.environ, "PROVE": str(self.figures), "TMPDIR": self.temporary},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def seconds(self) -> int:
        return round(time.monotonic() - self.began)

    def so_far(self) -> Outcome:
        done = progress(self.log.read_text(errors="replace"))
        failed = sum(done.count(letter) for letter in "FE")
        return Outcome(len(done), failed, self.seconds, self._recorded())

    def has_ended(self) -> bool:
        """It is interrupted once its time is over, and so has failed."""
        if self.process.poll() is None and self.seconds > MOST_SECONDS:
            self.stop()
        return self.process.poll() is not None

    def stop(self) -> None:
        """As by Ctrl-C, so that its stack ends with it."""
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(60)
        self.process.kill()
        self.process.wait()

    def outcome(self) -> Outcome:
        """A run that ends without a report has failed. Its temporary files go."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        ran, failed, skipped = counted(self.report) if self.report.exists() else (0, 1, [])
        failed = max(failed, int(self.process.returncode != 0))
        return Outcome(ran, failed, self.seconds, self._recorded(), skipped)

    def _recorded(self) -> dict[str, int | str]:
        return dict(json.loads(self.figures.read_text())) if self.figures.exists() else {}


def progress(log: str) -> str:
    """A letter for each test that has ended, as pytest writes them while it runs."""
    return "".join(re.findall(r"^([.sxXuFE]+)(?: +\[ *\d+%\])?$", log, re.MULTILINE))


def counted(report: Path) -> tuple[int, int, list[str]]:
    """How many tests ran and failed, and why others were skipped, each reason once."""
    (suite,) = ElementTree.parse(report).getroot()  # noqa: S314 (pytest wrote it)
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    skipped = {one.attrib["message"] for one in suite.iter("skipped")}
    return int(suite.attrib["tests"]) - int(suite.attrib["skipped"]), failed, sorted(skipped)


def run(parts: dict[str, Part]) -> Iterator[tuple[Run, Outcome]]:
    """Each part as it ends; says how far the others are."""
    waiting, running = list(parts), list[Run]()
    said = time.monotonic()
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                name = waiting.pop(0)
                print(f"{name}: {parts[name].what}", flush=True)
                running.append(Run(name, parts[name]))
            for ended in [one for one in running if one.has_ended()]:
                running.remove(ended)
                yield ended, ended.outcome()
            if time.monotonic() - said > PROGRESS:
                said = time.monotonic()
                _tell(running, len(waiting))
            time.sleep(0.5)
    finally:
        for one in running:
            one.stop()


def _tell(running: list[Run], waiting: int) -> None:
    for one in running:
        print(f"  {one.name} so far: {one.so_far()}", flush=True)
    print(f"  {waiting} parts to come", flush=True)
