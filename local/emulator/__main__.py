"""The emulator of AWS, in its own environment: `python -m local.emulator --port 4566`."""

import argparse
import asyncio
import os
import signal
from pathlib import Path

from local import lifetime

ROOT = Path(__file__).resolve().parents[2]
GAPS_LEFT_OPEN = "LOCAL_GAPS_OPEN"


def main() -> None:
    arguments = _arguments()
    (arguments.dir / "state").mkdir(parents=True, exist_ok=True)
    lifetime.hold(arguments.dir / "emulator.pid")
    if arguments.with_parent:
        lifetime.end_with_parent()
    _configure(arguments.port, arguments.dir.resolve())
    asyncio.run(_serve(arguments.port))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.emulator")
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--dir", type=Path, default=Path(".local"))
    parser.add_argument("--with-parent", action="store_true", help="end when the parent ends")
    return parser.parse_args()


def _configure(port: int, directory: Path) -> None:
    """ministack reads its settings from the environment, at import."""
    os.environ |= {
        "AUTH": "true",
        "LAMBDA_PACKAGES": str(ROOT / ".build" / "functions"),
        "RUNTIME_PYTHON": str(ROOT / ".venv-runtime" / "bin" / "python"),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "GATEWAY_PORT": str(port),
        "PERSIST_STATE": "1",
        "STATE_DIR": str(directory / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(directory / "s3"),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    os.environ.setdefault("LOG_LEVEL", "WARNING")


async def _serve(port: int) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    from local.emulator import (
        address,
        calls,
        checkpoints,
        gaps,
        requests,
        stand_ins,
        studio,
        usage,
    )

    gaps.close(left_open=os.environ.get(GAPS_LEFT_OPEN, "").split())
    if file := os.environ.get(calls.FILE):
        calls.record(Path(file))
    if file := os.environ.get(usage.FILE):
        usage.record(Path(file))
    if file := os.environ.get(requests.FILE):
        requests.record(Path(file))
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.loglevel = os.environ["LOG_LEVEL"]
    api = address.friendly(checkpoints.noticing(app))
    steered = stand_ins.with_stand_ins(api, os.environ["AWS_ENDPOINT_URL_REKOGNITION"])
    served = studio.with_studio(steered, ROOT / ".build" / "studio")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(serve(served, config, shutdown_trigger=asyncio.Event().wait))
        if checkpoints.is_kept():
            tasks.create_task(checkpoints.keep_saving())
        tasks.create_task(_end_idle_environments())
        tasks.create_task(_stop_when_told())


async def _end_idle_environments() -> None:
    from local.emulator.gaps import lambda_runtime

    while True:
        await asyncio.sleep(5)
        await asyncio.to_thread(lambda_runtime.end_idle_environments)


async def _stop_when_told() -> None:
    """Save, then stop at once: what is under way is cut off, as by a kill, and not waited for."""
    from ministack.core import lambda_runtime

    from local.emulator import checkpoints

    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()
    await checkpoints.save_everything()
    lambda_runtime.reset()
    os._exit(0)


if __name__ == "__main__":
    main()
