"""A photo with a mask and references, from their uploads to what the provider got of them."""

import struct
import zlib
from io import BytesIO
from uuid import uuid4

from PIL import ExifTags, Image, ImageDraw

from tests.client import Client
from tests.functions.images.uploading import encoded, fetched, png, settled, uploaded
from tests.functions.processing.running import StandIn, run
from tests.users import Accounts

EDGE = 3  # pixels on either side of it that scaling may move


def test_the_provider_gets_the_photo_its_references_in_order_and_the_mask_as_alpha(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    contents = [lying(Image.new("RGB", (300, 200), "teal")), png((200, 30, 90)), png((9, 99, 9))]
    photo, *others = [settled(client, ana, uploaded(client, ana, one)) for one in contents]
    mask = settled(client, ana, uploaded(client, ana, drawn((100, 150), (20, 30, 60, 90))))

    job = run(
        client,
        ana,
        prompt=words,
        job_type="edit",
        original_image_id=photo["id"],
        mask_image_id=mask["id"],
        reference_image_ids=[one["id"] for one in others],
    )

    assert job["status"] == "completed", job["failure"]
    *photos, (name, alpha) = stand_in.files(words)
    served = [("image", fetched(one["url"])) for one in (photo, *others)]
    assert photos == served
    assert name == "mask"
    size, pixels = decoded(alpha)
    assert size == (photo["width"], photo["height"]) == (200, 300)
    assert wrongly_painted(size, pixels, (40, 60, 120, 180)) == []


def lying(upright: Image.Image) -> bytes:
    """As a phone that was held upright stores it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return encoded(upright, "JPEG", exif=exif)


def drawn(size: tuple[int, int], box: tuple[int, int, int, int]) -> bytes:
    """White in a box, black elsewhere."""
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=255)
    return encoded(mask, "PNG")


def wrongly_painted(
    size: tuple[int, int], pixels: bytes, box: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Where the mask is not transparent inside the box, or not opaque outside; its edge apart."""
    left, top, right, bottom = box
    wrong = []
    for y in range(size[1]):
        for x in range(size[0]):
            inside = min(x - left, right - 1 - x, y - top, bottom - 1 - y)
            alpha = pixels[4 * (y * size[0] + x) + 3]
            if (inside >= EDGE and alpha != 0) or (inside < -EDGE and alpha != 255):
                wrong.append((x, y))
    return wrong


def decoded(png: bytes) -> tuple[tuple[int, int], bytes]:
    """The size and the RGBA of a PNG, by its specification alone: Pillow has made it."""
    file, packed = BytesIO(png), b""
    assert file.read(8) == b"\x89PNG\r\n\x1a\n"
    while chunk := file.read(8):
        length, kind = struct.unpack(">I4s", chunk)
        data = file.read(length)
        assert struct.unpack(">I", file.read(4))[0] == zlib.crc32(kind + data)
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">2I5B", data)
            assert form == [8, 6, 0, 0, 0]
        packed += data if kind == b"IDAT" else b""
    return (width, height), unfiltered(zlib.decompress(packed), 4 * width)


def unfiltered(rows: bytes, width: int) -> bytes:
    found, above = b"", bytes(width)
    for start in range(0, len(rows), width + 1):
        row = bytearray(rows[start + 1 : start + 1 + width])
        for at in range(width):
            left, corner = (row[at - 4], above[at - 4]) if at >= 4 else (0, 0)
            row[at] = (row[at] + predicted(rows[start], left, above[at], corner)) & 255
        above = bytes(row)
        found += above
    return found


def predicted(filter: int, left: int, up: int, corner: int) -> int:
    if filter == 4:
        return min((left, up, corner), key=lambda one: abs(left + up - corner - one))
    return (0, left, up, (left + up) // 2)[filter]
