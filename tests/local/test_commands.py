"""`python -m local`, as make calls it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local import lifetime


def test_the_demo_says_when_nothing_runs(tmp_path: Path) -> None:
    result = local("demo", tmp_path)

    assert (result.returncode, result.stdout) == (
        1,
        "SplashMy doesn't run: 'make start' starts it.\n",
    )


def test_clean_forgets_everything(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "dynamodb.json").write_text("{}")

    result = local("clean", tmp_path)

    assert result.returncode == 0
    assert not tmp_path.exists()


@pytest.mark.parametrize("command", ["start", "run", "clean"])
def test_what_runs_already_is_left_alone(tmp_path: Path, command: str) -> None:
    holding = "import sys; from pathlib import Path; from local import lifetime"
    hold = f"{holding}; lifetime.hold(Path(sys.argv[1])); print('held', flush=True); input()"
    pid_file = tmp_path / "run.pid"

    with subprocess.Popen(
        [sys.executable, "-c", hold, str(pid_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout
        first.stdout.readline()
        result = local(command, tmp_path)
        still_held_by = lifetime.holder(pid_file)
        first.communicate("\n")

    assert (result.returncode, still_held_by) == (1, first.pid)
    assert "already runs" in result.stdout
    assert lifetime.holder(pid_file) is None


def local(command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local", command, "--dir", str(directory)],
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
