"""The API's functions from snapshots, where an environment asks for it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App
from aws_cdk.assertions import Template

from infra import catalog, layers, nag
from infra.configuration import configured
from infra.locations import Locations
from infra.stacks import ApiStack, EndpointsStack, SplashMy
from tests.infra.conftest import Synthesized
from tests.infra.test_nag import findings

CONTEXT = json.loads(Path("cdk.json").read_text())["context"]
PROD = configured("prod", {"prod": {"snap_start": True}})
WHERE = Locations(PROD, "pool", "client")
SOME = list(catalog.endpoints())[:2]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Layers with nothing in them."""
    made = {name: tmp_path / name for name in ("shared", "dependencies")}
    for folder in made.values():
        folder.mkdir()
    monkeypatch.setattr(layers, "build", lambda _: made)
    return made


def endpoints() -> Template:
    stack = EndpointsStack(
        App(context=CONTEXT),
        "Endpoints",
        environment=PROD,
        locations=WHERE,
        functions=[function for function, _ in SOME],
    )
    return Template.from_stack(stack)


def versions(template: Template) -> set[str]:
    return set(template.find_resources("AWS::Lambda::Version"))


def test_no_environment_has_them_as_it_comes(synthesized: Synthesized) -> None:
    functions = synthesized.properties("AWS::Lambda::Function")

    assert not [one for one in functions if "SnapStart" in one]
    assert not list(synthesized.resources("AWS::Lambda::Version", "AWS::Lambda::Alias"))


@pytest.mark.usefixtures("folders")
def test_each_endpoint_has_a_published_version_and_an_alias_of_it() -> None:
    template = endpoints()

    functions = template.find_resources("AWS::Lambda::Function").values()
    aliases = template.find_resources("AWS::Lambda::Alias").values()
    assert [one["Properties"]["SnapStart"] for one in functions] == [
        {"ApplyOn": "PublishedVersions"}
    ] * len(SOME)
    pointed_at = {one["Properties"]["FunctionVersion"]["Fn::GetAtt"][0] for one in aliases}
    assert pointed_at == versions(template)
    assert len(pointed_at) == len(SOME)


def test_a_layer_that_changes_is_published_anew(folders: dict[str, Path]) -> None:
    before = versions(endpoints())

    folders["shared"] = folders["shared"].rename(folders["shared"].with_name("another"))

    assert len(before | versions(endpoints())) == 2 * len(SOME)


def test_the_gateway_calls_the_aliases_and_may_call_nothing_else() -> None:
    stack = ApiStack(App(), "Api", environment=PROD, locations=WHERE, endpoints=SOME)
    template = Template.from_stack(stack)

    (api,) = template.find_resources("AWS::ApiGateway::RestApi").values()
    (policy,) = template.find_resources("AWS::IAM::ManagedPolicy").values()
    uris = {_text(uri) for uri in _uris(api["Properties"]["Body"])}
    (statement,) = policy["Properties"]["PolicyDocument"]["Statement"]
    called = {f"function:splashmy-prod-{function.id}:live" for function, _ in SOME}
    assert {re.sub(".*(function:.*)/invocations", r"\1", uri) for uri in uris} == called
    assert {_text(one).split(":", 5)[5] for one in statement["Resource"]} == called


def _uris(node: Any) -> list[Any]:
    if isinstance(node, dict):
        own = [node["uri"]] if "uri" in node else []
        return own + [uri for child in node.values() for uri in _uris(child)]
    return []


def _text(value: Any) -> str:
    """With a reference's name in its place."""
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(map(_text, parts))
        case {"Ref": name}:
            return str(name).replace(":", "")  # AWS::Region
    return str(value)


@pytest.mark.slow
def test_nothing_is_found_in_it_without_a_reason(tmp_path: Path) -> None:
    app = App(context=CONTEXT, outdir=str(tmp_path))
    nag.check(app, SplashMy(app, environment=PROD))

    app.synth()

    assert findings(tmp_path) == {}
