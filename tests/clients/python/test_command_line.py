"""`splashmy` as it is typed, in a process and a home of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from PIL import Image as Picture

from local.stack import Stack
from splashmy_client.batch import STATE
from tests.users import PASSWORD, Account, Accounts

pytestmark = pytest.mark.slow

PHOTO = Path("local/photograph.jpg")


@dataclass
class Shell:
    home: Path
    url: str = ""

    def run(self, *words: str, password: str = "") -> subprocess.CompletedProcess[str]:
        with self.begun(*words, password=password) as process:
            printed, told = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, printed, told)

    def begun(self, *words: str, password: str = "") -> subprocess.Popen[str]:
        environment = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "SPLASHMY_PASSWORD": password,
            "COLUMNS": "200",
            **({"SPLASHMY_URL": self.url} if self.url else {}),
        }
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "splashmy_client", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ok(self, *words: str, **how: str) -> str:
        ended = self.run(*words, **how)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def json(self, *words: str) -> Any:
        return json.loads(self.ok(*words, "--json"))

    def refused(self, *words: str, **how: str) -> str:
        ended = self.run(*words, **how)
        assert (ended.returncode, ended.stdout, "Traceback" in ended.stderr) == (1, "", False)
        return ended.stderr


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new("ana")


@pytest.fixture
def shell(stack: Stack, ana: Account, tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "home")
    shell.ok("sign-in", ana.email, "--url", stack.api_url, password=PASSWORD)
    return shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "more").mkdir(parents=True)
    for name, color in (("one.png", "navy"), ("more/two.png", "olive"), ("red.png", "#ff0000")):
        Picture.new("RGB", (160, 120), color).save(folder / name)
    (folder / "notes.txt").write_text("No picture.")
    return folder


@pytest.mark.usefixtures("catalogue")
def test_a_photo_is_painted_listed_and_downloaded(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.png"

    printed = shell.ok(
        "transform", str(PHOTO), "-s", "watercolor", "--quality", "low", "-o", str(out)
    )
    [job] = shell.json("jobs")
    [result] = shell.json("results")
    again = shell.ok("download", result["id"], "--out", str(tmp_path / "again.png"))

    assert printed == f"{out}\n"
    assert (job["status"], result["job_id"]) == ("completed", job["id"])
    assert Path(again.strip()).read_bytes() == out.read_bytes()
    assert shell.json("quota")["used"] == 1
    assert job["id"] in shell.ok("jobs")
    assert "completed" in shell.ok("job", job["id"])


def test_an_edit_and_a_generation_say_what_they_did_as_json(shell: Shell, tmp_path: Path) -> None:
    photo, mask = tmp_path / "photo.png", tmp_path / "mask.png"
    Picture.new("RGB", (256, 256), "navy").save(photo)
    Picture.new("RGBA", (256, 256), (0, 0, 0, 0)).save(mask)
    common = ("--quality", "low", "--out", str(tmp_path))

    edited = shell.json(
        "edit", str(photo), "A red hat.", "--mask", str(mask), "--reference", str(photo), *common
    )
    generated = shell.json("generate", "A lighthouse", *common)

    assert edited["job"]["job_type"] == "edit"
    assert edited["job"]["mask_image_id"]
    assert len(edited["job"]["reference_images"]) == 1
    assert generated["job"]["job_type"] == "generation"
    assert all(Path(path).exists() for path in edited["saved"] + generated["saved"])


@pytest.mark.usefixtures("catalogue")
def test_styles_are_listed_for_anybody(stack: Stack, tmp_path: Path) -> None:
    nobody = Shell(tmp_path, stack.api_url)

    listed = nobody.json("styles")

    assert len(listed) > 20
    assert "watercolor" in nobody.ok("styles", "--search", "watercolor")


def test_tokens_are_for_their_owner_and_for_one_deployment(
    shell: Shell, ana: Account, stack: Stack
) -> None:
    [kept] = shell.home.rglob("tokens-*.json")

    elsewhere = shell.refused("whoami", "--url", stack.api_url.replace("127.0.0.1", "localhost"))

    assert S_IMODE(kept.stat().st_mode) == 0o600
    assert shell.ok("whoami") == f"{ana.username} <{ana.email}>\n"
    assert "sign in" in elsewhere
    shell.ok("sign-out")
    assert list(shell.home.rglob("tokens-*.json")) == []


def test_what_cannot_be_written_is_said(stack: Stack, ana: Account, shell: Shell) -> None:
    homeless = Shell(Path("/dev/null/home"), stack.api_url)  # nobody can write there

    assert "/dev/null/home/.config/splashmy: Not a directory." in homeless.refused(
        "sign-in", ana.email, password=PASSWORD
    )
    assert "Not a directory." in shell.refused(
        "generate", "A lighthouse", "--quality", "low", "--out", "/dev/null/out/a.png"
    )


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    shell = Shell(tmp_path)

    assert "Which deployment? Sign in first" in shell.refused("quota")
    assert "put it into SPLASHMY_PASSWORD" in shell.refused(
        "sign-in", "ana", "--url", "http://127.0.0.1:9"
    )
    assert "127.0.0.1:9 does not answer" in shell.refused("styles", "--url", "http://127.0.0.1:9")


@pytest.mark.usefixtures("catalogue")
def test_a_folder_is_painted_once_however_often_it_is_begun(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "painted"
    words = ("batch", str(folder), "-s", "watercolor", "--quality", "low", "-o", str(out))

    first, second = shell.run(*words), shell.run(*words)
    (out / "one.png").unlink()
    third = shell.run(*words)

    assert first.stdout == second.stdout == third.stdout == "2 painted, 1 failed.\n"
    assert (first.returncode, second.returncode) == (1, 1)
    assert "red.png: red.png was refused" in first.stderr
    assert sorted(str(one.relative_to(out)) for one in out.rglob("*.png")) == [
        "more/two.png",
        "one.png",
    ]
    assert shell.json("quota")["used"] == 2


@pytest.mark.usefixtures("catalogue")
def test_an_interrupted_folder_goes_on_and_a_failed_photo_is_tried_when_asked(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "painted"
    words = ("batch", str(folder), "-s", "watercolor", "--quality", "low", "-o", str(out))
    with shell.begun(*words, "--parallel", "1") as begun:
        assert begun.stderr
        begun.stderr.readline()
        begun.send_signal(signal.SIGTERM)
        told = begun.communicate()[1]
    Picture.new("RGB", (160, 120), "teal").save(folder / "red.png")

    ended = [shell.run(*words, "--retry-failed") for _ in range(2)]

    assert "left; run the same again to go on." in told
    assert [one.stdout for one in ended] == ["3 painted, 0 failed.\n"] * 2
    assert shell.json("quota")["used"] == 3


@pytest.mark.usefixtures("catalogue")
def test_a_crash_makes_no_photo_twice(shell: Shell, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "painted"
    words = ("batch", str(folder), "-s", "watercolor", "--quality", "low", "-o", str(out))
    shell.run(*words)
    shutil.rmtree(out)

    shell.run(*words)

    assert (out / STATE).exists()
    assert len(shell.json("jobs")) == 2


@pytest.mark.usefixtures("catalogue")
def test_a_spent_quota_stops_a_folder_and_says_how_to_go_on(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "painted"
    (folder / "red.png").unlink()
    words = ("batch", str(folder), "-s", "watercolor", "--quality", "low", "-o", str(out))
    shell.ok("generate", "A lighthouse", "-n", "4", "--quality", "low", "--no-wait")
    shell.ok("generate", "A lighthouse", "-n", "4", "--quality", "low", "--no-wait")
    shell.ok("generate", "A lighthouse", "--quality", "low", "--no-wait")

    stopped = shell.refused(*words, "--parallel", "1")

    assert "1 of 2 photos are left; run the same again to go on." in stopped
    assert len(list(out.rglob("*.png"))) == 1
