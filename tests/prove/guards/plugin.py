"""Removes one guard after the other, and sees whether a test fails.

`pytest -p tests.prove.guards.plugin --guards DIRECTORY --guarded PREFIX TESTS`: runs the tests once
as they are and notes in which of them each guard refused; then removes each guard that begins with
the prefix, and runs those again until one fails. Writes DIRECTORY/outcome.json.
"""

import ast
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder, SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.prove.guards.rewriting import Guard, Source, guards, rewritten, sources

MOST_TRIES = 30  # tests that are run without a guard before it counts as not missed
PATIENCE = 120  # seconds for a test as it is
LEAST_PATIENCE = 5  # seconds for one without a guard; some would try for ever
SECONDS = pytest.StashKey[float]()  # that a test took as it is
OUTCOME = "outcome.json"
WHERE_CONDITIONS_FAIL = {"transact", "_written"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--guards", help="the directory that guards look into")
    parser.addoption("--guarded", default="", help="which guards, by the beginnings of their names")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before anything of ours is imported."""
    directory = Path(early_config.known_args_namespace.guards)
    directory.mkdir(parents=True, exist_ok=True)
    sys.meta_path.insert(0, _Finder(directory))
    rewrite_what_is_deployed(directory)


class _Finder(MetaPathFinder):
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.sources = {str(source.path): source for source in sources()}

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> Any:
        spec = PathFinder.find_spec(name, path, target)
        origin = spec.origin if spec else None
        source = self.sources.get(str(Path(origin).resolve())) if origin else None
        if not spec or not source:
            return None
        spec.loader = _Loader(name, str(source.path), source, self.directory)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: Source, directory: Path) -> None:
        super().__init__(name, path)
        self.source, self.directory = source, directory

    def get_code(self, fullname: str) -> CodeType:
        return compile(rewritten(self.source, self.directory), self.path, "exec")


def rewrite_what_is_deployed(directory: Path) -> None:
    from local import assembly

    synthesize = assembly.synthesize

    def synthesize_rewritten(environment: str, report: Callable[[str], None] = print) -> Path:
        made = synthesize(environment, report)
        copy = Path(tempfile.mkdtemp(dir=directory)) / "assembly"
        packed = shutil.ignore_patterns("*.zip")  # before they are rewritten
        shutil.copytree(made.parent, copy, copy_function=os.link, ignore=packed)
        _rewrite(copy, directory)
        return copy / made.name

    assembly.synthesize = synthesize_rewritten


def _rewrite(assembly: Path, directory: Path) -> None:
    """The shared package in its layer, and each handler, known by its text."""
    known = {source.path.read_text(): source for source in sources()}
    for file in [*assembly.glob("*/python/splashmy/**/*.py"), *assembly.glob("*/handler.py")]:
        if source := known.get(file.read_text()):
            text = ast.unparse(rewritten(source, directory))
            file.unlink()  # it is one with the original
            file.write_text(text)
    for cached in assembly.glob("*/python/splashmy/**/__pycache__"):
        shutil.rmtree(cached)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    _Removal(session).run()
    return True


class _Removal:
    def __init__(self, session: pytest.Session) -> None:
        self.items = session.items
        self.directory = Path(session.config.getoption("guards"))
        self.off = self.directory / "off"
        self.wanted = re.compile(
            "|".join(map(re.escape, session.config.getoption("guarded").split(",")))
        )
        self.guards = [guard for source in sources() for guard in guards(source)]
        self.refused_in = defaultdict[str, list[pytest.Item]](list)

    def run(self) -> None:
        for item, following in zip_longest(self.items, self.items[1:]):
            self._see(item, following or self._elsewhere(item))
        outcome = {}
        for guard in filter(lambda it: self.wanted.match(it.name), self.guards):
            outcome[guard.name] = self._missed_by(guard)
            print(f"{guard.name}: {outcome[guard.name]}", flush=True)
        (self.directory / OUTCOME).write_text(json.dumps(outcome))
        runtestprotocol(self.items[0], log=False, nextitem=None)  # which ends what is open

    def _see(self, item: pytest.Item, following: pytest.Item) -> None:
        """A test that fails as it is says nothing of guards."""
        fired = self.directory / "fired"
        fired.unlink(missing_ok=True)
        began = time.monotonic()
        if not self._passes(item, following):
            print(f"{item.nodeid} fails as it is", flush=True)
            return
        item.stash[SECONDS] = time.monotonic() - began
        for name in set(fired.read_text().splitlines()) if fired.exists() else ():
            self.refused_in[name].append(item)

    def _missed_by(self, guard: Guard) -> str | None:
        """The first test that fails without the guard and does not with it."""
        for item in self._candidates(guard):
            self.off.write_text(guard.name)
            try:
                missed = not self._passes(item, self._elsewhere(item))
            finally:
                self.off.unlink()
            if missed and self._passes(item, self._elsewhere(item)):
                return item.nodeid
        return None

    def _candidates(self, guard: Guard) -> list[pytest.Item]:
        """Those in which something was refused there first, without a stack, then the quickest."""
        inside = {guard.refuses_in} if guard.refuses_in else WHERE_CONDITIONS_FAIL
        refusing = {
            item
            for one in self.guards
            if one.kind == "refusal" and one.refuses_in in inside
            for item in self.refused_in[one.name]
        }

        def order(item: pytest.Item) -> tuple[bool, bool, float]:
            return item not in refusing, _has_stack(item), item.stash[SECONDS]

        return sorted(self.refused_in[guard.name], key=order)[:MOST_TRIES]

    def _elsewhere(self, item: pytest.Item) -> pytest.Item:
        """A test as far away as there is. What it has in common with this one stays set up, and
        pytest fails each test to which that does not belong.
        """
        chain = {*item.listchain()}
        return min(self.items, key=lambda it: len(chain.intersection(it.listchain())))

    def _passes(self, item: pytest.Item, following: pytest.Item) -> bool:
        return not any(it.failed for it in runtestprotocol(item, log=False, nextitem=following))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    known = item.stash.get(SECONDS, None)
    with time_limit(PATIENCE if known is None else max(LEAST_PATIENCE, 10 * known)):
        return (yield)


def _has_stack(item: pytest.Item) -> bool:
    return item.get_closest_marker("stack") is not None


class Hung(BaseException):
    """Without a guard a test may try for ever what fails; so nothing may catch this."""


class time_limit:  # noqa: N801 used as a context
    """Said again every second: a finalizer, where it may come up, lets no exception out."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._end)
        signal.setitimer(signal.ITIMER_REAL, self.seconds, 1)

    def __exit__(self, *_: Any) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _end(self, *_: Any) -> None:
        raise Hung(f"after {self.seconds} seconds")


def outcome(directory: Path) -> dict[str, str | None]:
    """By guard, the test that misses it."""
    found: dict[str, str | None] = json.loads((directory / OUTCOME).read_text())
    return found
