"""What the product asked while its own tests ran, asked again of both."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove.dynamodb.opinions import Both, Endpoint, Json, shortened, sorted_items

FILE = "LOCAL_REQUESTS_FILE"  # of local/emulator/requests.py, which has another environment
NOT_PASSED_ON = ("PYTEST_", "PROVE", "AWS_")
OF_A_PAGE = ("Limit", "ExclusiveStartKey", "Segment", "TotalSegments")
Asked = tuple[str, Json]


def recorded(tests: tuple[str, ...], directory: Path) -> list[Asked]:
    """What these tests and the functions that they call ask, on a stack of their own."""
    file = directory / "requests.jsonl"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    passed_on = {k: v for k, v in os.environ.items() if not k.startswith(NOT_PASSED_ON)}
    ended = subprocess.run(
        [*command, f"--basetemp={directory / 'run'}", *(f"tests/{one}" for one in tests)],
        env={**passed_on, FILE: str(file)},
        capture_output=True,
        text=True,
        check=False,
    )
    # Whether they pass is for `make test` to say; what a failed one asked was asked as well.
    assert ended.returncode in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), ended.stdout
    lines = map(json.loads, file.read_text().splitlines())
    return [(one["operation"], one["request"]) for one in lines]


class Replay:
    """`kinds` counts what was asked, `differences` has a line for each answer that differs."""

    def __init__(self, both: Both, tables: set[str]) -> None:
        self.both, self.tables = both, tables
        self.kinds = Counter[str]()
        self.differences: list[str] = []

    def ask(self, operation: str, request: Json) -> None:
        if not {*_tables(operation, request)} <= self.tables:
            return  # of a test of its own
        self.kinds[operation] += 1
        different = self._scanned(request) if operation == "Scan" else None
        if operation != "Scan":
            different = self.both.difference(operation, request)
        if different:
            self.differences.append(different)

    def compare_tables(self) -> int:
        """How many items there are in the end."""
        number = 0
        for table in sorted(self.tables):
            whole = {"TableName": table, "ConsistentRead": True}
            number += len(_all(self.both.amazon, whole))
            if different := self._scanned(whole):
                self.differences.append(different)
        return number

    def _scanned(self, request: Json) -> str | None:
        """Each goes through a table in another order, and so has other pages."""
        if "ExclusiveStartKey" in request or request.get("Segment"):
            return None
        whole = {name: one for name, one in request.items() if name not in OF_A_PAGE}
        ours, theirs = (_all(one, whole) for one in (self.both.emulator, self.both.amazon))
        if ours == theirs:
            return None
        return f"Scan {shortened(whole)}\n  differ in: {sorted({*ours} ^ {*theirs})[:3]}"


def _all(endpoint: Endpoint, request: Json) -> list[str]:
    return sorted_items(endpoint.scanned(request))


def _tables(operation: str, request: Json) -> Iterator[str]:
    if "TransactItems" in request:
        for item in request["TransactItems"]:
            yield from (act["TableName"] for act in item.values())
    elif "RequestItems" in request:
        yield from request["RequestItems"]
    else:
        yield request["TableName"]
