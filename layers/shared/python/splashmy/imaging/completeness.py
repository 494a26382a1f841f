"""Whether a file that cannot be decoded was cut off: then sending it again helps."""

from collections.abc import Callable, Iterator

from splashmy.imaging import png
from splashmy.imaging.kinds import Kind


def is_cut_off(kind: Kind, content: bytes) -> bool:
    return CUT_OFF[kind](content)


def _jpeg(content: bytes) -> bool:
    """Its end marker is missing; a thumbnail before the first scan may have one of its own."""
    return content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda") or b"\xff\xda" not in content


def _png(content: bytes) -> bool:
    return not png.is_complete(content)


def _gif(content: bytes) -> bool:
    return not content.rstrip(b"\0").endswith(b";")


def _webp(content: bytes) -> bool:
    return int.from_bytes(content[4:8], "little") + 8 > len(content)


def _boxes(content: bytes) -> bool:
    return any(end > len(content) for end in _box_ends(content))


def _box_ends(content: bytes) -> Iterator[int]:
    """Where each outermost box of an ISO base media file ends."""
    at = 0
    while at < len(content):
        size, extended = int.from_bytes(content[at : at + 4], "big"), content[at + 8 : at + 16]
        if size == 1:
            size = int.from_bytes(extended, "big")
        at = at + max(size, 8) if size else len(content)
        yield at


CUT_OFF: dict[Kind, Callable[[bytes], bool]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": _webp,
    "HEIC": _boxes,
    "AVIF": _boxes,
}
