import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.node import bundled_node
from local.stack import Stack, running_stack
from tests.workers import made_once

SAMPLE_APP = Path(__file__).parent / "sample_app.py"


@pytest.fixture(scope="session")
def sample_assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def synthesize() -> Path:
        directory = tmp_path_factory.mktemp("assembly")
        environment = {"JSII_NODE": str(bundled_node()), **os.environ, "CDK_OUTDIR": str(directory)}
        subprocess.run([sys.executable, str(SAMPLE_APP)], env=environment, check=True)
        return directory

    return made_once("sample", tmp_path_factory, synthesize)


@pytest.fixture(scope="session")
def sample(sample_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The sample stack, with every gap of the emulator closed."""
    with running_stack(sample_assembly, tmp_path_factory.mktemp("sample")) as stack:
        yield stack


@pytest.fixture(scope="session")
def bare_sample(sample_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The sample stack on the emulator as it comes."""
    directory, settings = tmp_path_factory.mktemp("bare"), {"LOCAL_GAPS_OPEN": "all"}
    with running_stack(sample_assembly, directory, settings=settings) as stack:
        yield stack
