"""The chunks of a PNG: what its pixels and colours need is kept, everything else is left out.

So a broken or an oversize chunk of text cannot break a picture that is whole without it.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Of the colours and the orientation; the right length of each, where it has one.
ANCILLARY = {b"cHRM": 32, b"cICP": 4, b"eXIf": None, b"gAMA": 4, b"iCCP": None, b"sRGB": 1}
LARGEST_PROFILE = 4 * 1024 * 1024


@dataclass
class Png:
    """`essential` is the file with its critical chunks and its transparency only."""

    essential: bytes
    frames: int = 1
    depth: int = 8
    ancillary: dict[bytes, bytes] = field(default_factory=dict)

    @property
    def profile(self) -> bytes | None:
        """The ICC profile, or nothing where it is broken or absurdly large."""
        name, _, packed = self.ancillary.get(b"iCCP", b"").partition(b"\0")
        if not name or packed[:1] != b"\0":
            return None
        unpacking = zlib.decompressobj()
        try:
            profile = unpacking.decompress(packed[1:], LARGEST_PROFILE)
        except zlib.error:
            return None
        return profile if unpacking.eof else None

    @property
    def exif(self) -> bytes | None:
        return self.ancillary.get(b"eXIf")


def read(content: bytes) -> Png:
    kept, png = [SIGNATURE], Png(b"")
    for kind, data, whole in _chunks(content):
        if kind[:1].isupper() or kind == b"tRNS":
            kept.append(whole)
            if kind == b"IHDR" and len(data) == 13:
                png.depth = data[8]
        elif kind == b"acTL" and len(data) == 8:
            png.frames = int.from_bytes(data[:4], "big")
        elif kind in ANCILLARY and ANCILLARY[kind] in (None, len(data)) and _is_intact(whole):
            png.ancillary.setdefault(kind, data)
    png.essential = b"".join(kept)
    return png


def is_complete(content: bytes) -> bool:
    return any(kind == b"IEND" for kind, _, _ in _chunks(content))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Type, data, and the chunk as it is; the last one may be cut off."""
    at = len(SIGNATURE)
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        yield kind, content[at + 8 : end - 4], content[at:end]
        at = end


def _is_intact(chunk: bytes) -> bool:
    return len(chunk) >= 12 and zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big")
