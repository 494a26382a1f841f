import ast
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra import layers, replacements
from infra.layers import HOST
from infra.replacements import NotReplaceable, constants, lazy

EAGER = "from json import dumps, loads\n__all__ = ['dumps', 'loads']\n"


@pytest.fixture(scope="module")
def libraries() -> Path:
    return layers.build(HOST)["dependencies"] / "python"


def run(libraries: Path, code: str) -> list[str]:
    """The words that code prints which sees these libraries and nothing else."""
    alone = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path[:0] = ['{libraries}']\n{code}",
    ]
    return subprocess.run(alone, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("package", replacements.LAZY)
def test_a_lazy_package_offers_all_that_the_librarys_own_does(
    package: str, libraries: Path
) -> None:
    name = package.replace("/", ".")
    offered = importlib.import_module(name).__all__
    code = f"""
import importlib
package = importlib.import_module("{name}")
for name in {offered}:
    print(getattr(package, name).__module__)
"""

    assert run(libraries, code) == [
        getattr(importlib.import_module(name), one).__module__ for one in offered
    ]
    assert run(libraries, f"import {name}; print(*{name}.__all__)") == offered


def test_a_lazy_package_loads_what_is_asked_for_and_no_more(libraries: Path) -> None:
    code = """
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
for name in ("api_gateway", "appsync", "bedrock_agent", "vpc_lattice"):
    print(f"aws_lambda_powertools.event_handler.{name}" in sys.modules)
"""

    assert run(libraries, code) == ["True", "False", "False", "False"]


def test_a_name_that_a_lazy_package_lacks_is_an_attribute_error() -> None:
    module = {"__name__": "made"}
    exec(lazy(EAGER), module)  # noqa: S102 our own text

    with pytest.raises(AttributeError, match="module 'made' has no attribute 'dump'"):
        module["__getattr__"]("dump")  # type: ignore[operator]


def test_what_a_package_does_beside_importing_it_still_does() -> None:
    module: dict[str, Any] = {"__name__": "made"}

    exec(lazy(f"{EAGER}from os import getcwd\nFOLDER = getcwd()\n"), module)  # noqa: S102 ours

    assert module["FOLDER"] == str(Path.cwd())
    assert "dumps" not in module


@pytest.mark.parametrize(
    "more",
    ["def made(): ...", "import json", "from json import dump as write", "from json import *"],
)
def test_a_package_that_does_more_is_not_made_lazy(more: str) -> None:
    with pytest.raises(NotReplaceable):
        lazy(f"{EAGER}{more}\n")


def test_a_client_comes_up_without_the_generator_of_its_documentation(libraries: Path) -> None:
    code = """
import botocore.session
session = botocore.session.get_session()
session.set_credentials("key", "secret")
client = session.create_client("dynamodb", region_name="eu-west-1")
print(bool(client.get_item.__doc__), client.get_paginator("query").paginate.__doc__ or "none")
print("botocore.docs.service" in sys.modules, "botocore.docs.method" in sys.modules)
"""

    assert run(libraries, code) == ["False", "none", "False", "False"]


def test_the_docstrings_in_the_layer_have_the_names_of_botocores() -> None:
    from botocore.docs import docstring

    ours = [
        it.name for it in ast.parse(replacements.DOCSTRINGS).body if isinstance(it, ast.ClassDef)
    ]
    theirs = [
        name
        for name, it in vars(docstring).items()
        if isinstance(it, type) and it.__module__ == docstring.__name__
    ]

    assert sorted(ours) == sorted(theirs)


def test_constants_are_all_that_is_left_of_a_module() -> None:
    source = "import os\nNAMES = ['a']\ndef made():\n    return os.getcwd()\n"

    assert constants(source) == "NAMES = ['a']"
