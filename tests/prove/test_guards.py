"""Each guard is removed, one at a time: a test fails for at least 95 of 100.

The guards are found in the source; see `tests/prove/guards/rewriting.py`. Each group of packages is
tested by its own tests, which run once as they are and then again where a guard refused something.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from infra import catalog, document
from local import assembly
from splashmy.web import Endpoint
from splashmy.web.callers import Access, access_of
from splashmy.web.serving import API_PREFIX
from tests.prove.figures import FULL, record
from tests.prove.guards import plugin, waste
from tests.prove.guards.limits import shifted
from tests.prove.guards.rewriting import RUNTIME, SHARED, guards, sources

TESTS = Path("tests")
LEAST = 0.95
ALL: dict[str, str | None] = {}  # by guard that was removed here, the test that failed without it
NOT_PASSED_ON = ("PYTEST_", "PROVE")


@dataclass(frozen=True)
class Group:
    """`guarded`: how the names of the guards begin; `tests` are patterns below tests/."""

    guarded: tuple[str, ...]
    tests: tuple[str, ...]


RESULTS = (
    "results",
    "functions/images/test_*processed*.py",
    "functions/processing/test_*result*.py",
    "functions/processing/test_reconcile_likes.py",
    "functions/processing/test_apply_pending_updates.py",
    "functions/processing/test_public_shards.py",
)
QUICK = {
    "destinations": Group(
        ("splashmy/notifications/destinations",), ("notifications/test_destinations.py",)
    ),
}
GROUPS = QUICK | {
    "imaging": Group(("splashmy/imaging/",), ("imaging",)),
    "requests": Group(
        ("splashmy/core/", "splashmy/identity/", "splashmy/web/"),
        (
            "core",
            "identity",
            "web",
            "security/test_cursors.py",
            "faults/test_one_key_one_thing.py",
            "functions/auth/test_list_audit.py",
            "functions/processing/test_list_dead_letters.py",
            "functions/processing/test_run_schedule.py",
        ),
    ),
    "accounts": Group(("splashmy/accounts/", "functions/auth/"), ("accounts", "functions/auth")),
    "images": Group(
        ("splashmy/images/", "functions/images/"),
        (
            "images",
            "functions/images",
            "jobs/test_job_requests.py",
            "faults/test_one_key_one_thing.py",
        ),
    ),
    "styles": Group(
        ("splashmy/styles/", "splashmy/templates/", "functions/styles/"),
        ("styles", "templates", "functions/styles", "functions/processing/test_*template*.py"),
    ),
    "results": Group(("splashmy/results/",), RESULTS),
    "jobs": Group(
        (
            "splashmy/jobs/",
            "splashmy/notifications/deliveries",
            "splashmy/notifications/mail",
            "splashmy/notifications/webhooks",
            "splashmy/provider/",
            "splashmy/workflow/",
            "functions/processing/",
        ),
        (
            "jobs",
            "provider",
            "notifications",
            "templates",
            "workflow",
            "functions/processing",
            "faults/test_late_workers.py",
        ),
    ),
}
# Prints the API's document, of the functions in a folder.
DOCUMENT = (
    "import json, sys; from pathlib import Path; from infra import document;"
    "print(json.dumps(document.openapi(Path(sys.argv[1]))))"
)
OF_NO_REQUEST = {  # of what a queue hands on
    "splashmy/web/sqs.py: min_length=1",
    "splashmy/web/sqs.py: max_length=1",
}
# It asks again for what is kept, and so reads nothing.
READS_NOTHING = "test_visitors_share_the_first_page_and_its_length_for_a_while"
# Guards that no test misses, and why that is right.
REASONS: dict[str, str] = {
    "splashmy/images/downloads.py download: refusal not image.media_key": (
        "An image becomes ready in the same edit that writes its key."
    ),
    "splashmy/images/ingest.py edit: refusal current.version_id != image.version_id": (
        "An image that is being processed keeps the version that it began with until it is settled."
    ),
    "splashmy/images/takedowns.py note: condition Report.pk.does_not_exist()": (
        "A report also changes its image, at the revision read before an earlier one is looked for."
    ),
    "splashmy/results/likes.py _write: condition Result.is_public == True": (
        "The same transaction changes the public copies, which must exist."
    ),
    "splashmy/workflow/worker.py work: check refuse(job, SERVICE_FAILED)": (
        "The workflow goes on without pictures, FinishJob breaks, and FailJob fails the job so."
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GROUPS if FULL else QUICK)
def test_a_removed_guard_is_missed(name: str, tmp_path: Path) -> None:
    group = GROUPS[name]

    outcome = _without_each(group, tmp_path)

    survivors = {guard for guard, test in outcome.items() if test is None}
    record(guards=len(outcome), missed=len(outcome) - len(survivors), survivors=len(survivors))
    ALL.update(outcome)
    assert outcome
    new = sorted(survivors - REASONS.keys())
    assert not new, "\n".join(new)


@pytest.mark.slow
def test_of_all_removed_guards_95_in_100_are_missed() -> None:
    missed = [guard for guard, test in ALL.items() if test]

    assert len(missed) >= LEAST * len(ALL) > 0


def _without_each(group: Group, directory: Path) -> dict[str, str | None]:
    """By guard, the test that fails without it."""
    ended = _tested(
        *("-p", plugin.__name__),
        *("--guards", str(directory), "--guarded", ",".join(group.guarded)),
        *(str(found) for one in group.tests for found in sorted(TESTS.glob(one))),
    )
    assert (directory / plugin.OUTCOME).exists(), ended.stdout[-2000:] + ended.stderr[-2000:]
    return plugin.outcome(directory)


def _tested(*arguments: str) -> subprocess.CompletedProcess[str]:
    """By a pytest of its own, neither a process of `make test` with others, nor at full size."""
    left = {name: it for name, it in os.environ.items() if not name.startswith(NOT_PASSED_ON)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, env=left, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_guards_that_tests_of_two_folders_miss_are_found_in_one_run(tmp_path: Path) -> None:
    tests = ("core/test_deadline.py", "identity/test_tokens.py")

    outcome = _without_each(
        Group(("splashmy/core/deadline", "splashmy/identity/tokens"), tests), tmp_path
    )

    assert len(outcome) > 8
    assert None not in outcome.values()


def test_each_guard_has_a_name_of_its_own_and_a_group() -> None:
    names = [guard.name for source in sources() for guard in guards(source)]

    grouped = [prefix for group in GROUPS.values() for prefix in group.guarded]
    assert len(names) == len({*names}) > 200
    assert [name for name in names if sum(map(name.startswith, grouped)) != 1] == []
    assert REASONS.keys() <= {*names}


def test_what_is_deployed_is_rewritten_even_if_it_was_packed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = tmp_path / "assembly" / "asset.1" / "handler.py"
    handler.parent.mkdir(parents=True)
    handler.write_text(sources()[0].path.read_text())
    (tmp_path / "assembly" / "asset.1.zip").touch()
    monkeypatch.setattr(assembly, "synthesize", lambda *_: tmp_path / "assembly" / "stage")
    (tmp_path / "assembly" / "stage").mkdir()

    plugin.rewrite_what_is_deployed(tmp_path)
    deployed = assembly.synthesize("local").parent

    assert {one.name for one in deployed.iterdir()} == {"asset.1", "stage"}
    assert (deployed / "asset.1" / "handler.py").read_text() != handler.read_text()


def test_guards_of_each_kind_are_found(tmp_path: Path) -> None:
    found = [guard for source in sources() for guard in guards(source)]

    kinds = {one.kind for one in found}
    assert kinds == {"refusal", "condition", "part", "check", "form", "binding"}
    assert {one.refuses_in for one in found} >= plugin.WHERE_CONDITIONS_FAIL


def test_looking_for_the_removed_guard_is_not_what_a_test_fails_of(tmp_path: Path) -> None:
    """Left open, its file would warn, and a warning is an error."""
    (tmp_path / "off").write_text("one")
    runtime: dict[str, Any] = {}
    exec(RUNTIME.format(directory=str(tmp_path)), runtime)  # noqa: S102 as each module does

    assert [runtime["_guard"](name) for name in ("one", "other")] == [False, True]
    assert (tmp_path / "fired").read_text().split() == ["one", "other"]


def test_a_test_that_hangs_is_ended_whatever_it_catches() -> None:
    def hang() -> None:
        while True:
            with suppress(Exception):
                time.sleep(0.01)

    with pytest.raises(plugin.Hung), plugin.time_limit(0.1):
        hang()


def test_no_package_may_import_the_one_above_it(tmp_path: Path) -> None:
    """In a copy in which each does, all are found."""
    shutil.copytree(SHARED, tmp_path / "python", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy("pyproject.toml", tmp_path)
    layers = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    pairs = [*pairwise(reversed(layers[0]["layers"]))]
    for lower, upper in pairs:
        wrong = tmp_path / "python" / "splashmy" / lower / "__init__.py"
        wrong.write_text(f"{wrong.read_text()}\nimport splashmy.{upper}\n")

    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "python"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1, ended.stderr
    for lower, upper in pairs:
        assert f"splashmy.{lower} is not allowed to import splashmy.{upper}" in ended.stdout


def test_each_operation_that_less_may_call_is_seen_in_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An administrator's by everybody who is signed in, and theirs by nobody in particular."""
    guarded = [one for _, one in catalog.endpoints() if one.access is not Access.PUBLIC]
    paths = [(f"{API_PREFIX}{path}/", it.lower()) for one in guarded for it, path in one.routes]
    known, less = document.openapi()["paths"], {Access.ADMIN: Access.SIGNED_IN}
    declared = sys.modules[Endpoint.__module__]
    monkeypatch.setattr(declared, "access_of", lambda it: less.get(access_of(it), Access.PUBLIC))

    opened = document.openapi()["paths"]

    record(declarations=len(paths))
    assert len(paths) > 90
    assert [(path, it) for path, it in paths if opened[path][it] == known[path][it]] == []


def test_each_limit_of_a_field_stands_in_the_document(tmp_path: Path) -> None:
    """So none can be changed without that: each has another number, in a copy."""
    known = shifted(tmp_path)

    made = subprocess.run(
        [sys.executable, "-c", DOCUMENT, tmp_path / "functions"],
        env=os.environ | {"PYTHONPATH": f"{tmp_path / 'python'}:."},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    missing = {where for number, where in known.items() if number not in made}
    record(limits=len(known))
    assert len(known) > 90
    assert missing == OF_NO_REQUEST


@pytest.mark.skipif(not FULL, reason="takes a stack of its own, as `make prove` has")
def test_each_budget_of_reads_is_broken_by_more_of_them(tmp_path: Path) -> None:
    report, budgets = tmp_path / "report.xml", sorted(TESTS.glob("budgets/test_*reads.py"))

    ended = _tested("-p", waste.__name__, f"--junit-xml={report}", *map(str, budgets))

    assert report.exists(), ended.stdout[-2000:]
    tested = [*ElementTree.parse(report).iter("testcase")]  # noqa: S314 (pytest wrote it)
    kept = {one.attrib["name"] for one in tested if one.find("failure") is None}
    record(budgets=len(tested))
    assert len(tested) > 50
    assert kept == {READS_NOTHING}
