"""A Python for arm64 and what emulates it, unpacked from Debian's packages, not installed."""

import platform
import shutil
import subprocess
from pathlib import Path

_RELEASE = "trixie"  # the one with Python 3.13
_PYTHON, _QEMU = "python3.13", "qemu-user"
_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

_SOURCE = f"deb [signed-by={_KEYS}] http://deb.debian.org/debian {_RELEASE} main\n"
_SETTINGS = """\
Dir::State "{work}/state";
Dir::State::status "{work}/status";
Dir::Cache "{work}/cache";
Dir::Etc::SourceList "{work}/sources.list";
Dir::Etc::SourceParts "/dev/null";
APT::Architecture "arm64";
APT::Architectures {{ "arm64"; "amd64"; }};
Debug::NoLocking "true";
"""


class UnavailableError(Exception):
    """It cannot be had here; says why."""


def python(work: Path) -> list[str]:
    """The command that runs it; unpacked into `work` first where it is not there."""
    done, root = work / "machine", work / "machine" / "arm64"
    if not done.exists():
        _require_debian()
        _unpack(work)
    emulator = done / "emulator" / "usr" / "bin" / "qemu-aarch64"
    return [str(emulator), "-L", str(root), str(root / "usr" / "bin" / _PYTHON)]


def _require_debian() -> None:
    if missing := [tool for tool in ("apt-get", "dpkg-deb") if not shutil.which(tool)]:
        raise UnavailableError(f"Debian's {' and '.join(missing)} fetch it, and are not here.")
    if platform.machine() != "x86_64" or not _KEYS.exists():
        raise UnavailableError("It takes a Debian on x86_64 with its archive's keys.")


def _unpack(work: Path) -> None:
    draft, packages = work / "draft", work / "cache" / "archives"
    shutil.rmtree(draft, ignore_errors=True)
    for folder in (draft / "arm64", draft / "emulator", packages, work / "state"):
        folder.mkdir(parents=True, exist_ok=True)
    (work / "status").touch()
    (work / "sources.list").write_text(_SOURCE)
    (work / "apt.conf").write_text(_SETTINGS.format(work=work))
    _apt(work, "update")
    _apt(work, "install", "--download-only", "--no-install-recommends", "--yes", _PYTHON)
    for package in packages.glob("*.deb"):
        _extract(package, draft / "arm64")
    _apt(packages, "download", f"{_QEMU}:amd64", settings=work / "apt.conf")
    (emulator,) = packages.glob(f"{_QEMU}_*.deb")
    _extract(emulator, draft / "emulator")
    (draft / "arm64" / "lib").symlink_to("usr/lib")
    draft.rename(work / "machine")


def _extract(package: Path, root: Path) -> None:
    subprocess.run(["dpkg-deb", "--extract", package, root], check=True)  # noqa: S607


def _apt(folder: Path, *words: str, settings: Path | None = None) -> None:
    environment = {"APT_CONFIG": str(settings or folder / "apt.conf"), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        ["apt-get", "--quiet", *words],  # noqa: S607
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode:
        raise UnavailableError(f"apt-get cannot fetch it: {ended.stderr.strip()[-300:]}")
