"""The client's models: what is answered as pydantic models, what is sent as typed dictionaries."""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.python_client.schemas import Json

HEADER = '"""Generated from docs/openapi.json by `make docs`."""\n'
COMMON = (
    "--input-file-type=openapi",
    "--target-python-version=3.11",
    "--enum-field-as-literal=all",
    "--collapse-root-models",
    "--use-schema-description",
    "--use-double-quotes",
    "--disable-timestamp",
    "--disable-future-imports",
    "--no-formatters",
    "--use-type-alias",
)
ANSWERS = ("--output-model-type=pydantic_v2.BaseModel",)
BODIES = ("--output-model-type=typing.TypedDict",)


def answers(schemas: dict[str, Json]) -> str:
    """Types tell the values that there are; what a newer deployment adds to them is read too.

    A single value is what tells the models of a union apart, and holds.
    """
    source = _generated(schemas, *ANSWERS)
    tolerant = re.sub(r"Literal\[[^\],]*,[^\]]*\]", r"SkipValidation[\g<0>]", source)
    return f"{HEADER}\nfrom pydantic import SkipValidation\n{tolerant}"


def bodies(schemas: dict[str, Json]) -> str:
    return f"{HEADER}\n{_generated(schemas, *BODIES)}"


def _generated(schemas: dict[str, Json], *options: str) -> str:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "", "version": ""},
        "paths": {},
        "components": {"schemas": schemas},
    }
    with TemporaryDirectory() as folder:
        source, made = Path(folder, "document.json"), Path(folder, "made.py")
        source.write_text(json.dumps(document))
        command = [sys.executable, "-m", "datamodel_code_generator", *COMMON, *options]
        subprocess.run([*command, f"--input={source}", f"--output={made}"], check=True)
        text = made.read_text()
    return re.sub(r"\A(#.*\n)+", "", text)
