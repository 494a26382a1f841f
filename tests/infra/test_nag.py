"""cdk-nag over every environment; in its own app, since findings make the synthesis fail."""

import json
from pathlib import Path

import pytest
from aws_cdk import App, Stack, Stage, aws_iam as iam

from infra import nag
from infra.configuration import configured
from infra.environments import ENVIRONMENTS
from infra.stacks import SplashMy

DEPLOYED = [name for name in ENVIRONMENTS if name != "local"]


def findings(directory: Path) -> dict[str, list[str]]:
    """The paths of the constructs that break each rule."""
    report = json.loads((directory / "validation-report.json").read_text())
    return {
        violation["ruleName"]: [one["constructPath"] for one in violation["violatingConstructs"]]
        for plugin in report["pluginReports"]
        for violation in plugin["violations"]
    }


@pytest.mark.slow
def test_no_environment_of_aws_has_a_finding_without_a_reason(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stages = [SplashMy(app, environment=configured(name, {})) for name in DEPLOYED]
    nag.check(app, *stages)

    app.synth()

    assert findings(tmp_path) == {}


@pytest.mark.slow
def test_a_wildcard_that_nobody_explained_is_a_finding(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stage = SplashMy(app, environment=configured("dev", {}))
    _role_over_all_tables(stage)
    nag.check(app, stage)

    with pytest.raises(RuntimeError, match="IAM5"):
        app.synth()


def _role_over_all_tables(stage: Stage) -> None:
    role = iam.Role(
        Stack(stage, "Extra"), "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
    )
    tables = "arn:aws:dynamodb:us-east-1:123456789012:table/*"
    statement = iam.PolicyStatement(actions=["dynamodb:GetItem"], resources=[tables])
    role.add_to_policy(statement)
