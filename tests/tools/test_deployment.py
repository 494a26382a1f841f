"""Commands go to the region that the CDK deploys an environment in."""

import json
from pathlib import Path

import pytest

from tools import deployment


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The variables of a shell that names a region, beside a configuration that names another."""
    settings = {"environments": {"prod": {"region": "eu-south-2"}, "staging": {}}}
    configuration = tmp_path / "cdk.json"
    configuration.write_text(json.dumps({"context": settings}))
    monkeypatch.setattr(deployment, "CONFIGURATION", configuration)
    variables = {"AWS_REGION": "eu-west-1"}
    monkeypatch.setattr(deployment, "environment", variables)
    return variables


@pytest.mark.parametrize(
    ("name", "region"), [("prod", "eu-south-2"), ("staging", "eu-west-1"), ("dev", "eu-west-1")]
)
def test_an_environment_is_where_its_owner_put_it_or_where_the_shell_points(
    shell: dict[str, str], name: str, region: str
) -> None:
    deployment.use_region(name)

    assert shell["AWS_DEFAULT_REGION"] == region


def test_without_either_a_profile_may_name_it(shell: dict[str, str]) -> None:
    del shell["AWS_REGION"]

    deployment.use_region("dev")

    assert "AWS_DEFAULT_REGION" not in shell
