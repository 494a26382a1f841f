"""cfn-lint over every template that is deployed."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import cfnlint.version
import pytest
from cfnlint.api import ManualArgs, lint_file

from infra.environments import ENVIRONMENTS
from tests.infra.conftest import Synthesized

# W3005: the CDK says DependsOn where the reference would do; harmless, and not ours to change.
IGNORED = ["W3005"]
# One of each kind: the oldest, the default of the documentation, and three that lack some services.
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "eu-south-2", "il-central-1"]
FIRST = "prod"  # the local one never meets CloudFormation
OTHERS = [name for name in ENVIRONMENTS if name not in ("local", FIRST)]


@pytest.mark.slow
def test_every_template_is_lint_free(assembly: Path, pytestconfig: pytest.Config) -> None:
    """Of the other environments those that have something which none of the first has."""
    linted = Synthesized(FIRST, assembly).files
    seen = set().union(*map(parts_of, linted))
    for name in OTHERS:
        for file in Synthesized(name, assembly).files:
            if not (parts := parts_of(file)) <= seen:
                linted.append(file)
                seen |= parts

    found = [one for file in linted for one in findings(file, pytestconfig.cache)]

    assert found == []
    assert {file.parent.name.rpartition("-")[2] for file in linted} >= {"dev", "prod"}


def parts_of(file: Path) -> set[str]:
    """The path of whatever stands in a resource, after its type."""
    resources = json.loads(file.read_text())["Resources"].values()
    return {part for one in resources for part in _below(one, one["Type"])}


def _below(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, dict):
        for name, child in node.items():
            yield f"{path}.{name}"
            yield from _below(child, f"{path}.{name}")
    elif isinstance(node, list):
        for child in node:
            yield from _below(child, f"{path}[]")


def findings(file: Path, cache: pytest.Cache | None) -> list[str]:
    """A template takes seconds, so what was free of them in an earlier run is remembered."""
    told = f"{cfnlint.version.__version__} {IGNORED} {REGIONS} {file.read_text()}"
    key = f"cfn-lint/{sha256(told.encode()).hexdigest()}"
    if cache and cache.get(key, False):
        return []
    settings = ManualArgs(ignore_checks=IGNORED, regions=[*REGIONS])
    found = [str(match) for match in lint_file(file, settings)]
    if cache and not found:
        cache.set(key, True)
    return found


def test_what_is_wrong_is_found_in_every_run(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    file = tmp_path / "wrong.template.json"
    file.write_text('{"Resources": {"Queue": {"Type": "AWS::SQS::Queu"}}}')

    assert [bool(findings(file, pytestconfig.cache)) for _ in range(2)] == [True, True]


def test_what_one_of_the_regions_lacks_is_found(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    file = tmp_path / "elsewhere.template.json"
    file.write_text('{"Resources": {"Service": {"Type": "AWS::AppRunner::Service"}}}')

    assert any("il-central-1" in one for one in findings(file, pytestconfig.cache))
