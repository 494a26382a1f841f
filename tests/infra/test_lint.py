"""cfn-lint over every template that is deployed."""

from hashlib import sha256
from pathlib import Path

import cfnlint.version
import pytest
from cfnlint.api import ManualArgs, lint_file

from infra.environments import ENVIRONMENTS
from tests.infra.conftest import Synthesized

# W3005: the CDK says DependsOn where the reference would do; harmless, and not ours to change.
IGNORED = ["W3005"]
# One of each kind: the oldest, the default of the documentation, and three that lack some services.
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "eu-south-2", "il-central-1"]
# Between them they have all that any other has; the local one never meets CloudFormation.
LINTED = ["dev", "prod"]
OTHERS = [name for name in ENVIRONMENTS if name not in ("local", *LINTED)]


@pytest.mark.slow
@pytest.mark.parametrize("synthesized", LINTED, indirect=True)
def test_every_template_is_lint_free(synthesized: Synthesized, pytestconfig: pytest.Config) -> None:
    found = [findings(file, pytestconfig.cache) for file in synthesized.files]

    assert [one for each in found for one in each] == []


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_template_has_anything_else(name: str, assembly: Path) -> None:
    linted = [properties(Synthesized(one, assembly)) for one in LINTED]

    assert properties(Synthesized(name, assembly)) - set().union(*linted) == set()


def properties(synthesized: Synthesized) -> set[tuple[str, str]]:
    """Of every type of resource."""
    found = [one for _, one in synthesized.resources()]
    return {(one["Type"], name) for one in found for name in one.get("Properties", {})}


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
