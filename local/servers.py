"""The two servers of a local stack: the emulator of AWS, and the stand-ins for what it lacks."""

import contextlib
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from local import aws, lifetime

ROOT = Path(__file__).resolve().parents[1]
_EMULATOR_PYTHON = ROOT / ".venv-emulator" / "bin" / "python"
_START_S = 60.0
_STOP_S = 20.0


class ServerError(Exception):
    """A server did not start; says why."""


@dataclass(frozen=True)
class Servers:
    emulator_url: str
    stand_in_url: str


@contextlib.contextmanager
def running(
    directory: Path, *, port: int = 0, stand_in_port: int = 0, settings: Mapping[str, str] = {}
) -> Iterator[Servers]:
    """Both servers on 127.0.0.1, on free ports where 0 is asked, until the block ends."""
    directory.mkdir(parents=True, exist_ok=True)
    end_orphans(directory)
    servers = Servers(_url(port or free_port()), _url(stand_in_port or free_port()))
    environment = {**_without_aws(os.environ), **aws.CREDENTIALS, **_addresses(servers), **settings}
    with (
        _server(
            "local.stand_ins", Path(sys.executable), servers.stand_in_url, directory, environment
        ),
        _server("local.emulator", _EMULATOR_PYTHON, servers.emulator_url, directory, environment),
    ):
        yield servers


def end_orphans(directory: Path) -> None:
    """End what a killed earlier run left behind."""
    for name in ("emulator.pid", "stand_ins.pid"):
        lifetime.end_holder(directory / name, patience=_STOP_S)


def free_port(wanted: int = 0) -> int:
    """`wanted` or the next free port after it; any free port for 0."""
    for port in range(wanted, wanted + 100):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise ServerError(f"no free port from {wanted} on")


def is_open(port: int) -> bool:
    """Whether somebody listens there, on this machine."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def uses_real_openai() -> bool:
    return bool(os.environ.get("OPENAI_API_KEY"))


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _without_aws(environment: Mapping[str, str]) -> dict[str, str]:
    """Nobody's own AWS account is within reach of the local stack."""
    return {key: value for key, value in environment.items() if not key.startswith("AWS_")}


def _addresses(servers: Servers) -> dict[str, str]:
    addresses = {
        "API_URL": servers.emulator_url,
        "AWS_ENDPOINT_URL": servers.emulator_url,
        "AWS_ENDPOINT_URL_REKOGNITION": servers.stand_in_url,
    }
    if not uses_real_openai():
        addresses["OPENAI_BASE_URL"] = f"{servers.stand_in_url}/v1"
    return addresses


@contextlib.contextmanager
def _server(
    module: str, python: Path, url: str, directory: Path, environment: Mapping[str, str]
) -> Iterator[None]:
    log = directory / f"{module.rpartition('.')[2]}.log"
    port = url.rpartition(":")[2]
    command = [str(python), "-m", module, "--port", port, "--dir", str(directory), "--with-parent"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, f"{url}/_ministack/ready", log)
        yield
    finally:
        _stop(process)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    def answers() -> bool:
        return process.poll() is not None or _answers(url)

    if not lifetime.wait_until(answers, _START_S) or process.poll() is not None:
        raise ServerError(f"{process.args!r} did not start:\n{log.read_text()[-2000:]}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()
