"""Python functions run under awslambdaric, the runtime client that AWS itself runs them under."""

import fcntl
import functools
import os
import struct
import subprocess
import termios
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator import function_processes, packages

Config = dict[str, Any]

# One function's environments at a time, and all functions' together, of 50 to 90 MB each; AWS
# would start as many as there are requests.
_ENVIRONMENTS = 8
_ALL_ENVIRONMENTS = 12
# Those that wait for a request: so many, the latest used, and for so long. The tests keep more.
IDLE = "LOCAL_IDLE_FUNCTIONS"
_IDLE_ENVIRONMENTS = 8
_IDLE_S = 60.0
_QUEUE_S = 25.0
_INIT_S = 60.0
_LOGS_S = 2.0

# What a function gets of the emulator's own environment, beside the AWS_ENDPOINT_URL_<SERVICE>s.
_INHERITED = (
    "PATH", "HOME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "NO_PROXY",
    "API_URL", "AWS_ENDPOINT_URL", "OPENAI_BASE_URL", "RUNTIME_PYTHON",
)  # fmt: skip


def close() -> None:
    """The Python runtime of Lambda.

    The emulator runs a function in a script of its own that loses the names of exceptions, so no
    Retry or Catch of a state machine matches, and lets it see the emulator's own packages and
    environment. AWS runs it under awslambdaric, with its own environment and layers only.
    """
    lambda_svc._provided_worker_env = functools.partial(
        _environment, lambda_svc._provided_worker_env
    )
    lambda_svc._provided_runtime_code_dir = lambda code: str(packages.unpack_function(code))
    lambda_svc._execute_function_warm = _Queue(lambda_svc._execute_function_provided_warm)
    lambda_svc.acquire_worker = functools.partial(_start_within_bounds, lambda_svc.acquire_worker)
    lambda_runtime._worker_class_for = lambda _config: _quick_worker()
    lambda_runtime._PROVIDED_INIT_TIMEOUT = _INIT_S
    lambda_runtime.subprocess = SimpleNamespace(
        **{**vars(subprocess), "Popen": function_processes.start}
    )


class _Queue:
    """A burst waits for a free environment rather than starting a process per request."""

    def __init__(self, execute: Any) -> None:
        self.execute = execute
        self.all_places = threading.BoundedSemaphore(_ALL_ENVIRONMENTS)
        self.places: dict[str, threading.BoundedSemaphore] = defaultdict(
            lambda: threading.BoundedSemaphore(_ENVIRONMENTS)
        )

    def __call__(self, function: dict[str, Any], event: Any, request_id: str) -> Any:
        place = self.places[(function.get("config") or function)["FunctionName"]]
        waited = [one for one in (place, self.all_places) if one.acquire(timeout=_QUEUE_S)]
        try:
            return self.execute(function, event, request_id)
        finally:
            for one in waited:
                one.release()


def _start_within_bounds(start: Any, *given: Any, **named: Any) -> Any:
    """One more environment, in the place of one that waits if there are as many as there may be."""
    worker, how = start(*given, **named)
    if how == "spawn":
        threading.Thread(target=end_idle_environments, daemon=True).start()
    return worker, how


def end_idle_environments() -> None:
    """End what no request came for lately, and of the rest all but the latest used."""
    now, waiting = time.time(), int(os.environ.get(IDLE, _IDLE_ENVIRONMENTS))
    with lambda_runtime._lock:
        every = [(key, one) for key, workers in lambda_runtime._workers.items() for one in workers]
        idle = [(worker.last_used, key, worker) for key, worker in every if not worker.in_use]
        idle.sort(key=lambda one: -one[0])
        room = _ALL_ENVIRONMENTS + waiting - _IDLE_ENVIRONMENTS - (len(every) - len(idle))
        most = min(waiting, max(0, room))
        kept = [one for one in idle[:most] if now - one[0] < _IDLE_S]
        ended = [one for one in idle if one not in kept]
        for _, key, worker in ended:
            lambda_runtime._workers[key].remove(worker)
    lambda_runtime.kill_workers([worker for _, _, worker in ended])


def _environment(inherit: Any, config: Config, code: str, port: int) -> dict[str, str]:
    own = lambda_svc._runtime_env_vars(config)
    everything = inherit(config, code, port)
    return {
        **{key: value for key, value in everything.items() if _belongs(key) or key in own},
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config['Runtime']}",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{config['FunctionName']}",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "PYTHONPATH": os.pathsep.join(str(path / "python") for path in _layers(config)),
        "PYTHONUNBUFFERED": "1",
    }


def _belongs(key: str) -> bool:
    lambdas_own = key.startswith(("AWS_LAMBDA_", "LAMBDA_TASK_", "AWS_ENDPOINT_URL_"))
    credentials = key in (
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_REGION", "AWS_DEFAULT_REGION", "_HANDLER",
    )  # fmt: skip
    return lambdas_own or credentials or key in _INHERITED


def _layers(config: Config) -> list[Path]:
    archives = (lambda_svc._resolve_layer_zip(layer) for layer in config.get("Layers", []))
    return [packages.unpack(archive) for archive in archives if archive]


def _unread(process: subprocess.Popen[Any] | None) -> int:
    """How many bytes wait in the pipe of a function's log."""
    if process is None or process.stdout is None or process.stdout.closed:
        return 0
    (waiting,) = struct.unpack("i", fcntl.ioctl(process.stdout, termios.FIONREAD, bytes(4)))
    return int(waiting)


@functools.cache
def _quick_worker() -> type:
    """A worker that sends its answers at once, and waits for log lines only while there are some.

    What a function wrote before its answer is in its pipe by then, or was taken from there.
    """

    class QuickWorker(lambda_runtime.ProvidedWorker):  # type: ignore[misc]
        def _drain_stderr_bounded(self, *_args: Any, **_kwargs: Any) -> str:
            deadline = time.monotonic() + _LOGS_S
            while _unread(self._proc) and time.monotonic() < deadline:
                time.sleep(0.001)
            return str(super()._drain_stderr_bounded(0.004, 0.002, 0.1))

        def _build_handler_class(self, *args: Any) -> Any:
            handler = super()._build_handler_class(*args)
            handler.disable_nagle_algorithm = True
            handler.wbufsize = -1
            return handler

    return QuickWorker
