"""What the proof makes of a handler, here on this machine, and of one that has no Debian."""

from pathlib import Path

import pytest

from tools.prove_arm64 import __main__ as command, serving

ENDPOINT = """
from splashmy.web import endpoint

@endpoint("GET", "/things")
def handler() -> dict:
    \"\"\"Things.\"\"\"
    return {}
"""
TASK = """
from splashmy.core import resources
from splashmy.web import task
from splashmy.web.task import Tick

@task()
def handler(tick: Tick) -> str:
    \"\"\"A thing.\"\"\"
    return resources.JOBS.id
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "things" / "list_things"
    made.mkdir(parents=True)
    return made


def served(folder: Path, source: str) -> dict[str, str]:
    (folder / "handler.py").write_text(source)
    return serving.serve(folder)


def test_an_endpoint_refuses_what_it_does_not_know(folder: Path) -> None:
    found = served(folder, ENDPOINT)

    assert found == {"id": "things-list_things", "answered": "422 invalid_request"}


def test_a_task_goes_as_far_as_aws(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JOBS_TABLE", raising=False)

    assert served(folder, TASK)["answered"] == "went as far as AWS"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import of_another_processor", "ModuleNotFoundError"),
        (TASK.replace("resources.JOBS.id", "1 / 0"), "ZeroDivisionError"),
    ],
)
def test_a_handler_that_fails_is_a_fault(folder: Path, source: str, fault: str) -> None:
    assert served(folder, source)["fault"].startswith(fault)


def test_without_debian_it_is_skipped_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "WORK", tmp_path)
    monkeypatch.setenv("PATH", "")

    assert command.main() == 0
    assert capsys.readouterr().out == (
        "Skipped: Debian's apt-get and dpkg-deb fetch it, and are not here.\n"
    )
