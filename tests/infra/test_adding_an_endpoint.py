"""A stranger adds one folder, and everything else is derived from it."""

import json
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra import document
from infra.configuration import configured
from infra.stacks import SplashMy

HANDLER = '''
"""PUT /samples/{sample_id}"""

from uuid import UUID

from splashmy.core.resources import IMAGES, MEDIA
from splashmy.web import Caller, RequestModel, ResponseModel, endpoint


class RenameSample(RequestModel):
    name: str


class Sample(ResponseModel):
    name: str


@endpoint("PUT", "/samples/{sample_id}", grants=[IMAGES.update, MEDIA.get], timeout=7)
def handler(sample_id: UUID, body: RenameSample, caller: Caller) -> Sample:
    """Rename a sample."""
    return Sample(name=body.name)
'''
NAME = "splashmy-dev-samples-rename_sample"
Resources = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    functions = tmp_path_factory.mktemp("functions")
    handler = functions / "samples" / "rename_sample" / "handler.py"
    handler.parent.mkdir(parents=True)
    handler.write_text(HANDLER)
    return functions


@pytest.fixture(scope="module")
def resources(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Resources:
    app = App(outdir=str(tmp_path_factory.mktemp("assembly")))
    SplashMy(app, environment=configured("dev", {}), functions=folder)
    made: Resources = {}
    for name in ("Samples", "Api"):
        (template,) = Path(app.synth().directory).glob(f"*/*{name}*.template.json")
        made |= json.loads(template.read_text())["Resources"]
    return made


def function(resources: Resources) -> dict[str, Any]:
    found = (one["Properties"] for one in resources.values() if "FunctionName" in str(one))
    return next(one for one in found if one.get("FunctionName") == NAME)


def test_it_becomes_a_function_with_the_variables_of_what_it_uses(resources: Resources) -> None:
    made = function(resources)

    assert made["Timeout"] == 7
    assert made["Description"] == "Rename a sample."
    places = {
        name for name in made["Environment"]["Variables"] if name.endswith(("TABLE", "BUCKET"))
    }
    assert places == {"IMAGES_TABLE", "MEDIA_BUCKET", "USERS_TABLE"}


def test_its_role_allows_what_it_declares_and_no_more(resources: Resources) -> None:
    role = resources[function(resources)["Role"]["Fn::GetAtt"][0]]["Properties"]

    (policy,) = role["Policies"]
    actions = {
        action
        for statement in policy["PolicyDocument"]["Statement"]
        for action in [statement["Action"]] * isinstance(statement["Action"], str)
        or statement["Action"]
    }
    declared = {"dynamodb:UpdateItem", "s3:GetObject"}
    the_guard = {"dynamodb:GetItem"}
    operation = {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }
    assert actions == declared | the_guard | operation
    assert "ManagedPolicyArns" not in role


def test_it_gets_a_route_behind_the_authorizer(resources: Resources) -> None:
    (api,) = (one for one in resources.values() if one["Type"] == "AWS::ApiGateway::RestApi")

    operation = api["Properties"]["Body"]["paths"]["/api/v1/samples/{sample_id}"]["put"]
    assert operation["security"] == [{"cognito": ["aws.cognito.signin.user.admin"]}]
    assert NAME in json.dumps(operation["x-amazon-apigateway-integration"]["uri"])


def test_it_is_documented(folder: Path) -> None:
    operation = document.openapi(folder)["paths"]["/api/v1/samples/{sample_id}/"]["put"]

    assert operation["summary"] == "Rename a sample."
    assert operation["security"] == [{"accessToken": []}]
    assert set(operation["responses"]) >= {"200", "401", "415", "422", "500"}
