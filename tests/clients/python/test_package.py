"""What is handed out: the package, and what its README promises."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image as Picture

from local.stack import Stack
from tests.users import PASSWORD, Accounts

FOLDER = Path("clients/python")


def ended(command: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_typed_and_has_the_command(tmp_path: Path) -> None:
    ended(
        [sys.executable, "-m", "uv", "build", "--wheel", "--offline", "-o", str(tmp_path)], FOLDER
    )

    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as files:
        names = files.namelist()
        commands = files.read(next(one for one in names if one.endswith("entry_points.txt")))
    assert "splashmy_client/py.typed" in names
    assert b"splashmy = splashmy_client.cli:main" in commands


@pytest.mark.usefixtures("catalogue")
def test_the_example_paints_a_photo(stack: Stack, accounts: Accounts, tmp_path: Path) -> None:
    ana = accounts.new("ana")
    Picture.new("RGB", (160, 120), "navy").save(tmp_path / "cat.png")

    printed = ended(
        [
            sys.executable,
            str(FOLDER.resolve() / "examples/transform.py"),
            "cat.png",
            "watercolor",
            "out.png",
        ],
        tmp_path,
        SPLASHMY_URL=stack.api_url,
        SPLASHMY_EMAIL=ana.email,
        SPLASHMY_PASSWORD=PASSWORD,
    )

    assert printed.splitlines()[-1] == "out.png"
    assert (tmp_path / "out.png").exists()


@pytest.mark.usefixtures("catalogue")
def test_the_lines_of_the_readme_run(stack: Stack, accounts: Accounts, tmp_path: Path) -> None:
    ana = accounts.new("ana")
    Picture.new("RGB", (160, 120), "navy").save(tmp_path / "cat.jpg")
    blocks = re.findall(r"```python\n(.*?)```", (FOLDER / "README.md").read_text(), re.DOTALL)
    program = "\n".join([blocks[0], 'image = client.upload("cat.jpg").wait()', *blocks[1:]])
    program = program.replace("http://127.0.0.1:4566", stack.api_url)
    program = program.replace("ana@example.com", ana.email)

    ended([sys.executable, "-c", program], tmp_path)

    assert (tmp_path / "out.png").exists()
    assert PASSWORD in program
