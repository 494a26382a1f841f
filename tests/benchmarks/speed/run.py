"""One function in a process of its own, as Lambda has it: import, first call, more calls.

Run by path, with nothing of this project on its own path but what the function has: it imports
`handler` from the folders of PYTHONPATH. What it counted is written to a file as JSON.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

CONTEXT = SimpleNamespace(
    aws_request_id="00000000-0000-4000-8000-000000000000",
    function_name="splashmy-local-measured",
    function_version="$LATEST",
    invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:splashmy-local-measured",
    memory_limit_in_mb=512,
    get_remaining_time_in_millis=lambda: 900_000,  # a counting processor is a slow one
)


# Top-level modules by what they belong to.
PACKAGES = {
    **dict.fromkeys(("importlib", "_frozen_importlib", "_frozen_importlib_external"), "importing"),
    **dict.fromkeys(("boto3", "botocore", "dateutil", "jmespath", "urllib3"), "botocore"),
    **dict.fromkeys(("annotated_types", "pydantic", "typing_extensions"), "pydantic"),
    "aws_lambda_powertools": "Powertools",
    "pynamodb": "PynamoDB",
    **dict.fromkeys(("handler", "splashmy"), "SplashMy"),
}


class Counts:
    """What a start makes the interpreter do: the same at every run, however busy the machine is."""

    def __init__(self) -> None:
        self.files, self.connections = list[str](), 0
        self.calls = dict[str, int]()
        self.modules = len(sys.modules)

    def begin(self) -> None:
        sys.addaudithook(self._note)
        threading.setprofile(self._count)
        sys.setprofile(self._count)

    def end(self) -> dict[str, Any]:
        sys.setprofile(None)
        threading.setprofile(None)
        sizes = [path.stat().st_size for path in map(Path, self.files) if path.is_file()]
        return {
            "modules": len(sys.modules) - self.modules,
            "files": len(sizes),
            "bytes": sum(sizes),
            "connections": self.connections,
            "calls": sum(self.calls.values()),
            "calls_by": self.calls,
            "memory": _peak(),
        }

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            self.files.append(arguments[0])
        elif event == "socket.connect":
            self.connections += 1

    def _count(self, frame: Any, event: str, _argument: Any) -> None:
        """By the package whose code it is; what is written in C counts for whoever called it."""
        if event in ("call", "c_call"):
            name = frame.f_globals.get("__name__", "")
            whose = PACKAGES.get(name.partition(".")[0], "Python's own")
            self.calls[whose] = self.calls.get(whose, 0) + 1


def _peak() -> int:
    """KiB; getrusage would count the parent's memory too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def main(given: Path, found: Path) -> None:
    asked = json.loads(given.read_text())
    seen: dict[str, Any] = {}
    if asked["calls"]:
        counts = Counts() if asked["counted"] else None
        if counts:
            counts.begin()
        began = time.process_time()
        from handler import handler  # type: ignore[import-not-found]

        seen["answer"] = handler(asked["event"], CONTEXT)
        seen["cold"] = time.process_time() - began
        if counts:
            seen["counts"] = counts.end()
        if asked["forked"] and (child := os.fork()):
            os.waitpid(child, 0)  # it alone goes on, so that the two are counted apart
        else:
            began = time.process_time()
            for _ in range(asked["calls"] - 1):
                handler(asked["event"], CONTEXT)
            seen["warm"] = time.process_time() - began
    found.write_text(json.dumps(seen, default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
