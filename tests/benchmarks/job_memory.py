"""How much memory a job's functions take: `python -m tests.benchmarks.job_memory`.

Each case runs in a process of its own, against a provider on 127.0.0.1 that answers with pictures
made beforehand; the figure is that process's peak resident size, with Python and the libraries.
"""

import base64
import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from splashmy.provider.models import LONGEST_SIDE, MOST_PIXELS

PHOTOGRAPH = Path("local/photograph.jpg")
MEBIBYTE = 1024  # kB
TIMES = 3  # in one process, as Lambda's goes on from job to job
OFTEN, LARGEST = (1024, 1024), (LONGEST_SIDE, MOST_PIXELS // LONGEST_SIDE)
SENT = (2048, 1536)  # a photo's display size
SIZES = {"1024 x 1024": OFTEN, "3840 x 2160": LARGEST}


@dataclass(frozen=True)
class Case:
    what: str
    photos: int
    pictures: int
    size: str
    streamed: bool = False


GENERATOR = (
    Case("one picture, no photo", 0, 1, "1024 x 1024"),
    Case("one picture, streamed, of a photo with a mask", 1, 1, "1024 x 1024", streamed=True),
    Case("one of the largest, streamed, of 16 photos and a mask", 16, 1, "3840 x 2160", True),
    Case("ten pictures of 16 photos and a mask", 16, 10, "1024 x 1024"),
    Case("ten of the largest, no photo", 0, 10, "3840 x 2160"),
    Case("ten of the largest, of 16 photos and a mask", 16, 10, "3840 x 2160"),
)


def main() -> None:
    with TemporaryDirectory() as folder:
        _make(Path(folder))
        print("| the generator | peak, MiB |\n|---|---|")
        for number, case in enumerate(GENERATOR):
            with _provider(Path(folder), case) as url:
                print(f"| {case.what}, {case.size} | {_peak('generator', folder, number, url)} |")
        print("| finishing | peak, MiB |\n|---|---|")
        for size in SIZES:
            print(f"| a picture of {size} | {_peak('finish', folder, size, '')} |")


def _make(folder: Path) -> None:
    """Photographs with the noise of a sensor: hardly anything is larger as a PNG."""
    with Image.open(PHOTOGRAPH) as photograph:
        for name, size in {**SIZES, "photo": SENT}.items():
            picture = photograph.convert("RGB").resize(size)
            noise = Image.effect_noise(size, 20).convert("RGB")
            Image.blend(picture, noise, 0.1).save(folder / f"{name}.png")
    Image.linear_gradient("L").resize(SENT).save(folder / "mask.png")


def _peak(what: str, *given: object) -> int:
    this = [sys.executable, "-m", "tests.benchmarks.job_memory", what, *map(str, given)]
    return int(subprocess.check_output(this, text=True, stderr=subprocess.DEVNULL).split()[-1])


@contextmanager
def _provider(folder: Path, case: Case) -> Iterator[str]:
    """Of pictures, and of the secret that opens it."""
    content = (folder / f"{case.size}.png").read_bytes()
    picture = base64.b64encode(content).decode()
    whole = json.dumps({"created": 1, "data": [{"b64_json": picture}] * case.pictures})
    answer = ("".join(_events(picture)) if case.streamed else whole).encode()
    secret = json.dumps({"Parameter": {"Name": "key", "Value": "any"}}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            left = int(self.headers.get("content-length", 0))
            while left > 0:
                left -= len(self.rfile.read(min(left, 1 << 20)))
            self.send_response(200)
            kind = "text/event-stream" if case.streamed else "application/json"
            self.send_header("content-type", kind)
            self.end_headers()
            self.wfile.write(secret if self.path == "/" else answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _events(picture: str) -> Iterator[str]:
    for kind in ("partial_image", "completed"):
        event: dict[str, Any] = {"type": f"image_generation.{kind}", "b64_json": picture}
        event |= {"quality": "high", "background": "opaque", "partial_image_index": 0}
        yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"


def generate(folder: Path, case: Case, url: str) -> None:
    """As the function does it: pictures fetched, the mask fitted, its calls, their answers kept."""
    os.environ |= {
        "AWS_ENDPOINT_URL": url,
        "OPENAI_BASE_URL": f"{url}/v1",
        "OPENAI_KEY_PARAMETER": "key",
    }
    os.environ |= {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any"}
    os.environ |= {"AWS_DEFAULT_REGION": "us-east-1"}
    from splashmy.core.ids import UserId
    from splashmy.core.resources import client as aws
    from splashmy.imaging import masks
    from splashmy.provider import client
    from splashmy.results import pictures

    importlib.import_module("splashmy.workflow.worker")
    for service in ("dynamodb", "s3", "sqs", "stepfunctions", "rekognition"):
        aws(service)
    photos = [(folder / "photo.png").read_bytes() for _ in range(case.photos)]
    mask = (folder / "mask.png").read_bytes()
    parameters = {"n": case.pictures, **({"stream": True} if case.streamed else {})}
    request = client.ImageRequest(
        "gpt-image-2.5-flare",
        "A lighthouse",
        UserId("ana"),
        parameters,
        photos,
        masks.fitted(mask, photo=photos[0]) if photos else None,
    )

    def look(_: int, partial: bytes) -> None:
        pictures.for_moderation(partial)

    for _ in range(TIMES):
        assert len(client.send(request, look).pictures) == case.pictures


def finish(original: Path) -> None:
    """One picture is looked at and stored after the other."""
    from splashmy.results import pictures

    importlib.import_module("splashmy.workflow.finish")
    content = original.read_bytes()
    for _ in range(TIMES):
        pictures.for_moderation(content)
        pictures.shown(content)


def peak() -> int:
    status = Path("/proc/self/status").read_text()  # getrusage counts the parent's memory too
    return int(status.partition("VmHWM:")[2].split()[0]) // MEBIBYTE


if __name__ == "__main__":
    if sys.argv[1:2] == ["generator"]:
        generate(Path(sys.argv[2]), GENERATOR[int(sys.argv[3])], sys.argv[4])
        print(peak())
    elif sys.argv[1:2] == ["finish"]:
        finish(Path(sys.argv[2], f"{sys.argv[3]}.png"))
        print(peak())
    else:
        main()
