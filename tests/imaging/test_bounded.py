"""Whatever a file does to its decoder, it ends, and the process that asked lives on."""

import faulthandler
import os
import signal
from collections.abc import Callable

import pytest

from splashmy.imaging import bounded
from splashmy.imaging.decoding import decode
from splashmy.imaging.failures import UnusablePicture
from tests.functions.images.uploading import encoded
from tests.imaging.making import gradient


def endless(content: bytes) -> int:
    while True:
        pass


def greedy(content: bytes) -> int:
    return len(bytearray(8 * 1024**3))


def crashing(content: bytes) -> int:
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def refusing(content: bytes) -> int:
    raise UnusablePicture("image_unreadable", content.decode())


def failing(content: bytes) -> int:
    raise ZeroDivisionError


def test_what_was_made_comes_back() -> None:
    assert bounded.run(len, bytes(20_000_000)) == 20_000_000
    assert bounded.run(bytes.upper, b"a" * 20_000_000) == b"A" * 20_000_000


@pytest.mark.parametrize("work", [endless, greedy, crashing])
def test_a_decoder_that_runs_on_grows_or_crashes_is_ended(
    work: Callable[[bytes], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "CPU_SECONDS", 1)

    with pytest.raises(UnusablePicture) as refusal:
        bounded.run(work, b"")

    assert refusal.value.failure["code"] == "image_too_complex"


def test_a_refusal_comes_back() -> None:
    with pytest.raises(UnusablePicture) as refusal:
        bounded.run(refusing, b"Not this one.")

    assert refusal.value.failure == {"code": "image_unreadable", "message": "Not this one."}


def test_a_fault_of_our_own_is_no_fault_of_the_file() -> None:
    with pytest.raises(ZeroDivisionError):
        bounded.run(failing, b"")


def test_a_webp_of_too_many_pixels_is_refused_before_memory_is_taken_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The canvas would take 1 GB."""
    monkeypatch.setattr(bounded, "MEMORY", 300 * 1024**2)
    content = encoded(gradient(), "WEBP", exif=b"Exif\0\0II*\0")
    assert content[12:16] == b"VP8X"
    claimed = content[:24] + (16_000 - 1).to_bytes(3, "little") * 2 + content[30:]

    with pytest.raises(UnusablePicture, match="image_too_large"):
        bounded.run(decode, claimed)
