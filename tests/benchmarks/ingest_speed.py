"""What ingest costs beside naive Pillow and libvips: `python -m tests.benchmarks.ingest_speed`.

Each makes the display size (a progressive JPEG, or a PNG) and a thumbnail of the same pictures, and
turns them upright, for a phone held upright writes them on their side. Ingest also makes the copy
that is moderated, and works in a process of its own as it does on AWS. The figures are the least
milliseconds of processor time, over all threads and children, and the peak resident size of a
process that does nothing else. libvips comes with `pip install 'pyvips[binary]'`.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

from splashmy.images import pictures

PHOTOGRAPH = Path(__file__).parents[2] / "local" / "photograph.jpg"
ROUNDS = 15
SIDE, THUMBNAIL = 2048, 400
MEBIBYTE = 1024  # kB


def naive(content: bytes) -> None:
    """As tutorials do it."""
    with Image.open(BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
        format = opened.format or "PNG"
    picture.thumbnail((SIDE, SIDE))
    options = {"quality": 90, "progressive": True} if format == "JPEG" else {}
    picture.save(BytesIO(), format, **options)
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    picture.save(BytesIO(), "WEBP", quality=80)


def vips(content: bytes) -> None:
    import pyvips

    picture = pyvips.Image.thumbnail_buffer(content, SIDE, size="down").copy_memory()
    if content.startswith(b"\xff\xd8"):
        picture.jpegsave_buffer(Q=90, interlace=True, optimize_coding=True, strip=True)
    else:
        picture.pngsave_buffer(strip=True)
    picture.thumbnail_image(THUMBNAIL).webpsave_buffer(Q=80)


CONTENDERS: dict[str, Callable[[bytes], object]] = {
    "naive": naive,
    "vips": vips,
    "ingest": pictures.normalise,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("| picture | naive Pillow | libvips | ingest | of naive | peak, MiB |")
        print("|---|---|---|---|---|---|")
        for path in _made(Path(folder)):
            found = {name: _measured(name, path) for name in CONTENDERS}
            milliseconds = [f"{found[name][0]:.0f} ms" if found[name] else "-" for name in found]
            share = found["ingest"][0] / found["naive"][0]
            peaks = " / ".join(f"{one[1]:.0f}" if one else "-" for one in found.values())
            print(f"| {path.name} | {' | '.join(milliseconds)} | {share:.2f} | {peaks} |")


def _made(folder: Path) -> Iterator[Path]:
    """A photograph with the noise of a sensor, in the sizes of phones and of what is allowed."""
    for name, size in (("12-mp", (4032, 3024)), ("50-mp", (8160, 6120))):
        with Image.open(PHOTOGRAPH) as photograph:
            picture = photograph.convert("RGB").resize(size)
        picture = Image.blend(picture, Image.effect_noise(size, 20).convert("RGB"), 0.1)
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = 6
        picture.save(folder / f"{name}.jpg", quality=92, exif=exif)
        yield folder / f"{name}.jpg"
        if name == "12-mp":
            picture.save(folder / f"{name}.png")
            yield folder / f"{name}.png"


def _measured(name: str, path: Path) -> list[float]:
    """Milliseconds and MiB; nothing if the contender is not installed."""
    this = [sys.executable, "-m", "tests.benchmarks.ingest_speed", name, str(path)]
    ended = subprocess.run(this, capture_output=True, text=True, check=name != "vips")
    return [float(word) for word in ended.stdout.split()]


def measure(name: str, path: Path) -> None:
    content = path.read_bytes()
    CONTENDERS[name](content)
    took = []
    for _ in range(ROUNDS):
        began = _processor_seconds()
        CONTENDERS[name](content)
        took.append(_processor_seconds() - began)
    print(1000 * min(took), _peak(name))


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak(name: str) -> int:
    """Of this process, or of the child that decodes."""
    if name == "ingest":
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEBIBYTE
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // MEBIBYTE


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
