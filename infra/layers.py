"""The Lambda layers, built by pip for Lambda or for this machine.

Each build has its own folder, named after the hash of all that went into it: nothing is built
twice, and nothing changes under a reader. Every function has the `dependencies` layer, so no other
repeats what is in it.
"""

import hashlib
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from infra import locks, replacements, service_models, slimming

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "layers"
BUILDS = ROOT / ".build" / "layers"
LAMBDA_PLATFORMS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64")


@dataclass(frozen=True)
class Target:
    platform: Literal["lambda", "host"]
    python_version: str

    def __str__(self) -> str:
        return f"{self.platform}-py{self.python_version}"


LAMBDA = Target("lambda", "3.13")
HOST = Target("host", f"{sys.version_info.major}.{sys.version_info.minor}")


def build(target: Target) -> dict[str, Path]:
    """The folder of every layer by name, ready to be zipped; built first where it is missing.

    A folder's name says all that went into it, and whether it has bytecode.
    """
    names = sorted(path.name for path in SOURCES.iterdir() if path.is_dir())
    return {name: _build(name, target) for name in names}


def layer_hash(name: str, target: Target) -> str:
    """The same on every machine, and different as soon as the layer's contents would be."""
    digest = hashlib.sha256(str(target).encode())
    for part in [*_inputs(name), *_builder()]:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _build(name: str, target: Target) -> Path:
    interpreter = _interpreter(target.python_version)
    contents = layer_hash(name, target) + ("" if interpreter else "-without-bytecode")
    done = BUILDS / str(target) / name / contents
    if done.exists():
        return done
    without = "" if interpreter else f" without bytecode: no Python {target.python_version} here"
    print(f"Building layer {name} for {target}{without}", file=sys.stderr)
    done.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=done.parent, prefix=".building-") as staging:
        layer = Path(staging, "layer")
        _fill(name, target, layer / "python")
        if interpreter:
            _compile(layer, interpreter)
        _publish(layer, done)
    return done


def _fill(name: str, target: Target, python: Path) -> None:
    if (source := SOURCES / name / "python").is_dir():
        shutil.copytree(source, python, ignore=shutil.ignore_patterns("__pycache__"))
        return
    _install(_requirements(name), target, python)
    slimming.slim(python)
    if (python / "botocore").is_dir():
        slimming.write_aws_ca_bundle(python)


def _install(requirements: str, target: Target, python: Path) -> None:
    lock = python.parent.with_suffix(".txt")
    lock.write_text(requirements)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    exactly = ["--no-deps", "--require-hashes", "--no-compile", "--only-binary=:all:"]
    what = ["--target", str(python), "--requirement", str(lock)]
    subprocess.run([*pip, *exactly, *_platform_options(target), *what], check=True)


def _platform_options(target: Target) -> list[str]:
    if target.platform == "host":
        return []
    platforms = [f"--platform={platform}" for platform in LAMBDA_PLATFORMS]
    return ["--implementation=cp", f"--python-version={target.python_version}", *platforms]


def _compile(layer: Path, interpreter: str) -> None:
    """Bytecode that is never checked against its source: stale bytecode doubles a cold start."""
    how = ["-m", "compileall", "-q", "--invalidation-mode=unchecked-hash"]
    where = ["-s", str(layer), "-p", "/opt", str(layer / "python")]
    subprocess.run([interpreter, *how, *where], check=True)


def _publish(layer: Path, done: Path) -> None:
    try:
        layer.rename(done)
    except OSError:  # another process has built the same meanwhile
        if not done.exists():
            raise


@cache
def _interpreter(version: str) -> str | None:
    """A Python of this version; bytecode is only valid for the version that wrote it."""
    for candidate in (sys.executable, f"python{version}"):
        if _version(candidate) == version:
            return candidate
    return None


def _version(interpreter: str) -> str | None:
    if (path := shutil.which(interpreter)) is None:
        return None
    ask = "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    answer = subprocess.run([path, "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def _requirements(name: str) -> str:
    """The layer's lock without what the `dependencies` layer already has."""
    pins = locks.pins(SOURCES / name / "requirements.txt")
    shared = locks.pins(SOURCES / "dependencies" / "requirements.txt")
    return "\n".join(pins[p] for p in pins if name == "dependencies" or p not in shared)


def _inputs(name: str) -> Iterator[bytes]:
    if (source := SOURCES / name / "python").is_dir():
        for path in sorted(p for p in source.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            yield path.relative_to(source).as_posix().encode()
            yield path.read_bytes()
    else:
        yield _requirements(name).encode()
        if name == "dependencies":  # its service models follow the calls in our code
            yield repr(service_models.operations(slimming.AWS_SERVICES)).encode()


def _builder() -> Iterator[bytes]:
    ours = (replacements.__file__, service_models.__file__, slimming.__file__)
    for file in (__file__, *ours):
        yield Path(file).read_bytes()


def main() -> None:
    parser = ArgumentParser(prog="python -m infra.layers", description="Build the Lambda layers.")
    parser.add_argument("--target", choices=["lambda", "host"], default="host")
    parser.add_argument("--require-bytecode", action="store_true", help="fail where it cannot be")
    asked = parser.parse_args()
    target = {"lambda": LAMBDA, "host": HOST}[asked.target]
    if asked.require_bytecode and not _interpreter(target.python_version):
        sys.exit(
            f"Deploying needs Python {target.python_version}, Lambda's own, on the PATH: without "
            "its bytecode every cold start takes nearly twice as long."
        )
    build(target)


if __name__ == "__main__":
    main()
