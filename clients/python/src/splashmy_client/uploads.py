"""A picture on its way to the bucket."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

from splashmy_client.errors import PictureRefusedError

Progress = Callable[[int, int], None]  # bytes sent, bytes in all
ContentType = Literal[
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif"
]

CONTENT_TYPES: dict[str, ContentType] = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".avif": "image/avif",
}


def content_type(photo: Path) -> ContentType:
    try:
        return CONTENT_TYPES[photo.suffix.lower()]
    except KeyError:
        known = ", ".join(CONTENT_TYPES)
        raise PictureRefusedError(f"{photo.name} can't be used: send one of {known}.") from None


def read(photo: Path) -> bytes:
    try:
        return photo.read_bytes()
    except OSError as error:
        raise PictureRefusedError(f"{photo} can't be read: {error.strerror}.") from error


class Watched(BytesIO):
    """Tells how much of it was read."""

    def __init__(self, content: bytes, watch: Progress | None) -> None:
        super().__init__(content)
        self._size, self._watch = len(content), watch

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        if self._watch and chunk:
            self._watch(self.tell(), self._size)
        return chunk
