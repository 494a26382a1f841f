"""Why a file cannot become a picture, in words for the person who sent it."""

import struct
import zlib
from typing import Literal

from PIL import Image

FailureCode = Literal[
    "image_animated",
    "image_incomplete",
    "image_not_recognized",
    "image_too_complex",
    "image_too_large",
    "image_too_narrow",
    "image_too_small",
    "image_unreadable",
]

# What decoders make of broken files: Pillow promises no one kind of error.
DAMAGE = (
    ArithmeticError,
    EOFError,
    Image.DecompressionBombError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class UnusablePicture(Exception):
    """A file that is refused; `failure` is what its owner is shown."""

    def __init__(self, code: FailureCode, message: str) -> None:
        super().__init__(code, message)  # both, so that it can be pickled
        self.failure = {"code": code, "message": message}


def too_complex() -> UnusablePicture:
    """What takes too long or too much memory to decode, or is known to."""
    return UnusablePicture(
        "image_too_complex",
        "The file is too complex. Please save the picture again and upload that.",
    )
