"""Generate what clients/python derives: `python -m tools.python_client [--check]`."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tools.python_client import models, requests, schemas, sync

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"
PACKAGE = ROOT / "clients" / "python" / "src" / "splashmy_client"

RUFF = (sys.executable, "-m", "ruff")
FIX = ("check", "--fix-only", "--unsafe-fixes", "--quiet", "--select=F401,I,UP")
FORMAT = ("format", "--quiet")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the files are stale")
    check = parser.parse_args().check
    stale = {path: text for path, text in files().items() if not _is(path, text)}
    for path, text in stale.items():
        if not check:
            path.write_text(text)
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    sys.exit(1 if check and stale else 0)


def files() -> dict[Path, str]:
    """Every generated file of the client with the text it should have."""
    document = json.loads(DOCUMENT.read_text())
    made = {
        "models.py": models.answers(schemas.answer_schemas(document)),
        "bodies.py": models.bodies(schemas.body_schemas(document)),
        "operations.py": requests.module(
            schemas.operations(document), document["components"]["schemas"]
        ),
    }
    made |= {f"_sync/{name}": text for name, text in sync.modules(PACKAGE / "_async").items()}
    return {PACKAGE / name: _formatted(text, name) for name, text in made.items()}


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def _formatted(text: str, name: str) -> str:
    """As `ruff check --fix` and `ruff format` leave it."""
    for command in (FIX, FORMAT):
        text = subprocess.run(
            [*RUFF, *command, f"--stdin-filename={PACKAGE / name}", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
    return text


if __name__ == "__main__":
    main()
