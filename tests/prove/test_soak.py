"""Users do the main job, browse, publish, like and cancel at a bounded rate for a while; memory,
processes, connections and temporary files stay level, and a recount at the end is exact.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from local.stack import Stack
from tests.prove import recount
from tests.prove.figures import FULL, amount, record
from tests.prove.watching import MB, Sample, Watch
from tests.users import Account, Accounts

SECONDS = amount(20, 20 * 60)
USERS = amount(3, 8)
RENEWED_EVERY = 60  # seconds
PATIENCE = 60  # seconds, for what is still under way at the end
# Of the median of the second quarter.
MOST_GROWTH = 1.25
# The emulator keeps all that is stored and logged in its memory.
MOST_KEPT = 2 * MB  # for each job


@dataclass(frozen=True)
class Soak:
    """What was used meanwhile, the requests that were made, by name, and what was wrong, and which
    temporary files there were, before.
    """

    watch: Watch
    requests: dict[str, int]
    before: dict[recount.Fact, tuple[int, int]]
    files: set[str]


@pytest.fixture(scope="module")
def soaked(
    stack: Stack, accounts: Accounts, catalogue: None, tmp_path_factory: pytest.TempPathFactory
) -> Soak:
    before, files = recount.drift(stack), _temporary_files()
    users = [accounts.new("soaker", premium=True) for _ in range(USERS)]
    tokens = tmp_path_factory.mktemp("soak") / "tokens.json"
    with _renewed(tokens, accounts, users), Watch(stack) as watch:
        requests = _locust(stack, tokens)
    record(requests=sum(requests.values()), jobs=requests["create a job"], users=USERS)
    record(minutes=SECONDS // 60)
    return Soak(watch, requests, before, files)


def _locust(stack: Stack, tokens: Path) -> dict[str, int]:
    """Its own process: it changes what sockets are. It ends with 1 if any answer was wrong."""
    command = [
        *(sys.executable, "-m", "locust", "--headless", "--json", "--only-summary"),
        *("--locustfile", "tests/prove/soak.py", "--host", stack.api_url),
        *("--users", str(USERS), "--spawn-rate", "1", "--stop-timeout", "60"),
        *("--run-time", f"{SECONDS}s"),
    ]
    environment = {"SOAK_TOKENS": str(tokens), "PATH": "", "PYTHONPATH": "."}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:] + ended.stdout[-3000:]
    told = json.loads(ended.stdout)
    return {one["name"]: one["num_requests"] for one in told}


@contextmanager
def _renewed(tokens: Path, accounts: Accounts, users: list[Account]) -> Iterator[None]:
    """Access tokens live for 15 minutes."""
    ended = threading.Event()

    def write() -> None:
        fresh = [accounts._signed_in(it.id, it.username, it.email) for it in users]
        renewed = tokens.with_suffix(".new")
        renewed.write_text(json.dumps([one.access_token for one in fresh]))
        renewed.replace(tokens)

    def renew() -> None:
        while not ended.wait(RENEWED_EVERY):
            write()

    write()
    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_each_act_was_done(soaked: Soak) -> None:
    wanted = {"create a job", "publish", "/styles/", "a job"}
    if FULL:
        wanted |= {"like", "cancel"}
    assert wanted <= soaked.requests.keys()


def test_the_recount_is_exact(soaked: Soak, stack: Stack) -> None:
    """But for what other tests of the same stack left before."""
    assert recount.new_drift(stack, soaked.before) == {}


@pytest.mark.skipif(not FULL, reason="too short to tell")
def test_what_is_used_stays_level(soaked: Soak) -> None:
    early, late = soaked.watch.early_and_late()

    _record(early, late)
    assert late.functions <= early.functions * MOST_GROWTH + 2
    assert late.connections <= early.connections * MOST_GROWTH + 5
    assert late.of_a_function <= early.of_a_function * MOST_GROWTH
    assert late.of_servers - early.of_servers <= soaked.requests["create a job"] * MOST_KEPT


def _record(early: Sample, late: Sample) -> None:
    figures = {
        "processes": f"{early.functions} then {late.functions}",
        "connections": f"{early.connections} then {late.connections}",
        "MB_of_a_function": f"{early.of_a_function / MB:.0f} then {late.of_a_function / MB:.0f}",
        "MB_of_servers": f"{early.of_servers / MB:.0f} then {late.of_servers / MB:.0f}",
    }
    record(**figures)


@pytest.mark.skipif(not FULL, reason="others use the folder as well")
def test_no_temporary_file_is_left(soaked: Soak) -> None:
    """`make prove` gives each part a folder of its own for them."""
    assert _temporary_files() - soaked.files == set()


def _temporary_files() -> set[str]:
    return {one.name for one in Path(tempfile.gettempdir()).iterdir()}
