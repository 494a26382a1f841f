import re
from collections import defaultdict
from pathlib import Path

import pytest

from infra import locks

ROOT = Path(__file__).resolve().parent.parent
EMULATOR = ROOT / "local" / "requirements.txt"
SOURCES = [
    *ROOT.glob("requirements*.in"),
    *ROOT.glob("layers/*/requirements.in"),
    *ROOT.glob("local/**/requirements.in"),
]
LOCKS = [source.with_suffix(".txt") for source in SOURCES]


def named(lock: Path) -> str:
    return lock.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_every_requirement_is_one_version_with_hashes(lock: Path) -> None:
    statements = re.findall(r"^[^#\s].*", lock.read_text(), re.MULTILINE)

    pins = locks.pins(lock)

    assert len(pins) == len(statements) > 0
    assert [name for name, pin in pins.items() if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_a_lock_names_no_registry_and_no_place_on_a_machine(lock: Path) -> None:
    assert re.findall(r"://|--(?:extra-)?index|--find-links|\s/\w+", lock.read_text()) == []


def test_a_package_has_one_version_in_the_whole_application() -> None:
    versions = defaultdict[str, set[str]](set)

    for lock in LOCKS:
        for name, pin in locks.pins(lock).items() if lock != EMULATOR else ():
            versions[name].add(pin.split()[0])

    assert len(versions["boto3"]) == 1
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_everything_asked_for_is_locked() -> None:
    for source in SOURCES:
        asked = re.findall(r"^[a-z0-9-]+", source.read_text(), re.MULTILINE)

        assert set(asked) - locks.pins(source.with_suffix(".txt")).keys() == set(), named(source)
