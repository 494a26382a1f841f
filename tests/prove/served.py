"""Whether a picture may be served, told from its bytes without the code that made them."""

import struct
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageStat
from PIL.Image import Resampling

from splashmy.images.pictures import Picture
from tests.prove.carriers import PRIVATE, opened

# All that a file needs to be a picture; whatever tells of its origin is none of these.
JPEG = {0xD8, 0xD9, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xE0}
PNG = {b"IHDR", b"IDAT", b"IEND"}
WEBP = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH"}
JFIF = b"JFIF\0"
# What is lossy makes colours of noise others, but not far apart when seen from afar.
FROM_AFAR = (16, 16)  # pixels
APART = 64  # of 255, in one of them
APART_ON_AVERAGE = 16  # lines of one pixel in pure green come out 14 apart


def faults(picture: Picture) -> list[str]:
    """What is wrong with it; nothing, as it should be."""
    files = (picture.display, picture.thumbnail, picture.for_moderation)
    found = [f"{part!r} is in a file" for file in files for part in foreign(file)]
    if any(PRIVATE[:6] in file for file in files):
        found.append("something private is in a file")
    display, thumbnail = opened(picture.display), opened(picture.thumbnail)
    if display.size != (picture.width, picture.height):
        found.append(f"{display.size} is not the size that it tells")
    if not _alike(_on(display, "white"), _on(thumbnail, "white")):
        found.append("the thumbnail shows something else")
    if not was_moderated(display, opened(picture.for_moderation)):
        found.append("what was moderated is something else")
    return found


def was_moderated(display: Image.Image, moderated: Image.Image) -> bool:
    """Opaque as it is; else on white, on black, and its colours alone, side by side."""
    views = [_on(display, "white"), _on(display, "black"), _visible(display)]
    if "A" not in display.getbands() or display.getchannel("A").getextrema() == (255, 255):
        return _alike(display.convert("RGB"), moderated)
    wide = display.width >= display.height
    width, height = moderated.size
    step = (0, height // 3) if wide else (width // 3, 0)
    tile = (width, height // 3) if wide else (width // 3, height)
    boxes = [
        (n * step[0], n * step[1], n * step[0] + tile[0], n * step[1] + tile[1]) for n in range(3)
    ]
    tiles = [moderated.crop(box) for box in boxes]
    tiles[2] = _hidden_left_out(tiles[2], display)
    return all(_alike(view, tile) for view, tile in zip(views, tiles, strict=True))


def _on(picture: Image.Image, background: str) -> Image.Image:
    canvas = Image.new("RGBA", picture.size, background)
    return Image.alpha_composite(canvas, picture.convert("RGBA")).convert("RGB")


def _visible(picture: Image.Image) -> Image.Image:
    return _hidden_left_out(picture.convert("RGBA").convert("RGB"), picture)


def _hidden_left_out(colours: Image.Image, picture: Image.Image) -> Image.Image:
    """Black where the picture is wholly transparent: no colour there is anybody's."""
    shown = picture.convert("RGBA").getchannel("A").point(lambda value: 255 * (value > 0))
    canvas = Image.new("RGB", colours.size)
    canvas.paste(colours, mask=shown.resize(colours.size, Resampling.NEAREST))
    return canvas


def _alike(one: Image.Image, other: Image.Image) -> bool:
    near, far = (it.convert("RGB").resize(FROM_AFAR, Resampling.BOX) for it in (one, other))
    apart = ImageStat.Stat(ImageChops.difference(near, far))
    furthest = max(high for _, high in apart.extrema)
    return furthest <= APART and max(apart.mean) <= APART_ON_AVERAGE


def foreign(content: bytes) -> list[int | bytes]:
    """The parts of a file that no picture needs."""
    if content.startswith(b"\xff\xd8"):
        return [kind for kind, data in _markers(content) if not _is_needed(kind, data)]
    if content.startswith(b"\x89PNG"):
        return [kind for kind in _chunks(content, 8, ">I4s", 12) if kind not in PNG]
    if content.startswith(b"RIFF"):
        return [kind for kind in _chunks(content, 12, "<4sI", 8) if kind not in WEBP]
    return [content[:8]]


def _is_needed(kind: int, data: bytes) -> bool:
    return kind in JPEG and (kind != 0xE0 or data.startswith(JFIF))


def _markers(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each with its data; what comes after the end is a marker 0."""
    at = 2
    while at + 4 <= len(content):
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at] != 0xFF:
            yield 0, b""
            return
        yield kind, content[at + 4 : at + 2 + length]
        at = _after_scan(content, at + 2 + length) if kind == 0xDA else at + 2 + length
    if content[at:] != b"\xff\xd9":
        yield 0, b""


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker is: in a scan, FF is followed by 0 or a restart."""
    while content[at] != 0xFF or content[at + 1] in (0, *range(0xD0, 0xD8)):
        at += 1
    return at


def _chunks(content: bytes, at: int, header: str, around: int) -> Iterator[bytes]:
    while at < len(content):
        parts = struct.unpack_from(header, content, at)
        length = next(part for part in parts if isinstance(part, int))
        yield next(part for part in parts if isinstance(part, bytes))
        at += around + length + (length % 2 if header.startswith("<") else 0)
