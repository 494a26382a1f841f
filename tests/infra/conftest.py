"""Every environment, synthesized once for all tests of the templates, and anew when it changes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra.configuration import configured
from infra.environments import ENVIRONMENTS
from infra.stacks import SplashMy
from local.assembly import fingerprint
from local.servers import ROOT
from tests.workers import made_once

Resource = dict[str, Any]
Template = dict[str, Any]


class Synthesized:
    """One environment's templates by the name of their stack."""

    def __init__(self, name: str, assembly: Path) -> None:
        self.environment = configured(name, {})
        self.files = sorted(assembly.glob(f"assembly-SplashMy-{name}/*.template.json"))
        self.templates: dict[str, Template] = {
            file.name.removesuffix(".template.json"): json.loads(file.read_text())
            for file in self.files
        }

    def resources(self, *kinds: str) -> Iterator[tuple[str, Resource]]:
        """Every resource of these types in any stack, or every one."""
        for template in self.templates.values():
            for name, resource in template["Resources"].items():
                if not kinds or resource["Type"] in kinds:
                    yield name, resource

    def properties(self, kind: str) -> list[dict[str, Any]]:
        return [resource.get("Properties", {}) for _, resource in self.resources(kind)]


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def synthesize() -> Path:
        directory = ROOT / ".build" / "assembly" / "environments"
        stamp, sources = directory / "sources", fingerprint()
        if not stamp.exists() or stamp.read_text() != sources:
            shutil.rmtree(directory, ignore_errors=True)
            app = App(outdir=str(directory))
            for name in ENVIRONMENTS:
                SplashMy(app, environment=configured(name, {}))
            app.synth()
            stamp.write_text(sources)
        return directory

    return made_once("environments", tmp_path_factory, synthesize)


@pytest.fixture(scope="session", params=list(ENVIRONMENTS))
def synthesized(request: pytest.FixtureRequest, assembly: Path) -> Synthesized:
    return Synthesized(request.param, assembly)


@pytest.fixture(scope="session")
def prod(assembly: Path) -> Synthesized:
    return Synthesized("prod", assembly)
