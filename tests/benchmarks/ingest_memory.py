"""How much memory ingest takes for 50 megapixels: `python -m tests.benchmarks.ingest_memory`.

Each picture is made anew in a process of its own; the figure is that process's peak resident
size, so it includes Python and the libraries.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from splashmy.images import pictures

SIZE = (10_000, 5_000)
MEBIBYTE = 1024  # kB


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("| picture of 50 megapixels | file, MB | peak, MiB |\n|---|---|---|")
        for path in _made(Path(folder)):
            peak = subprocess.check_output(
                [sys.executable, "-m", "tests.benchmarks.ingest_memory", str(path)], text=True
            )
            print(f"| {path.name} | {path.stat().st_size / 1e6:.1f} | {int(peak)} |")


def _made(folder: Path) -> Iterator[Path]:
    picture = Image.linear_gradient("L").resize(SIZE)
    picture.convert("RGB").save(folder / "progressive.jpg", progressive=True)
    yield folder / "progressive.jpg"
    for name, mode in (
        ("rgb.jpg", "RGB"),
        ("cmyk.jpg", "CMYK"),
        ("rgb.png", "RGB"),
        ("rgba.png", "RGBA"),
        ("palette.png", "P"),
        ("grey-16.png", "I;16"),
        ("palette.gif", "P"),
        ("rgba.webp", "RGBA"),
        ("rgb.avif", "RGB"),
    ):
        path = folder / name
        picture.convert(mode).save(path)
        yield path


def measure(path: Path) -> int:
    pictures.make(path.read_bytes())
    status = Path("/proc/self/status").read_text()  # getrusage counts the parent's memory too
    return int(status.partition("VmHWM:")[2].split()[0]) // MEBIBYTE


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(Path(sys.argv[1])))
    else:
        main()
