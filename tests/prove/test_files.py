"""Pictures of every structure, mutated: each is refused with a reason or served as moderated,
without anything private, within bounds of time and memory.
"""

import json
import subprocess
import sys
import time
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from splashmy.images.pictures import Picture, make
from splashmy.imaging import bounded
from splashmy.imaging.failures import FailureCode
from tests.functions.images.uploading import encoded
from tests.imaging.making import gradient
from tests.prove import served
from tests.prove.carriers import FORMATS, PRIVATE, carriers, mutated
from tests.prove.figures import amount, record

SEED = 20261126
# 200 in all, and 10,000.
NUMBER = amount(34, 1667)
DECIDED = {"ready", *get_args(FailureCode)}


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_a_mutated_file_is_refused_or_served_as_it_was_moderated(format: str) -> None:
    """Each in the bounded process that an upload gets; one that crashes there is too complex."""
    mutate = [sys.executable, "-m", "tests.prove.mutate", format, str(NUMBER), str(SEED)]

    ended = subprocess.run(mutate, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr[-2000:]
    told = json.loads(ended.stdout.splitlines()[-1])
    verdicts = told["verdicts"]
    ended_by_force = verdicts.get("image_too_complex", 0)
    record(mutated_files=NUMBER, served=verdicts["ready"], crashed_alone=ended_by_force)
    record(seed=str(SEED))
    assert told["faults"] == {}
    assert verdicts.keys() <= DECIDED
    assert sum(verdicts.values()) == NUMBER
    assert 0 < verdicts["ready"] < NUMBER
    assert told["most_memory"] < bounded.MEMORY


def test_a_seed_makes_the_same_files_at_any_time() -> None:
    first = [[*mutated(format, 20, SEED)] for format in FORMATS]
    time.sleep(1.1)  # profiles of libraries have a date of seconds

    assert [[*mutated(format, 20, SEED)] for format in FORMATS] == first


@pytest.mark.parametrize("format", FORMATS)
def test_each_structure_is_served_without_what_its_file_carries(format: str) -> None:
    files = carriers(format)

    assert [served.faults(make(file)) for file in files] == [[] for _ in files]
    assert all(file.count(PRIVATE) >= 2 for file in files)


def test_a_served_file_with_anything_else_in_it_is_found() -> None:
    exif = Image.Exif()
    exif[0x8298] = "mine"
    tells = {"JPEG": {"exif": exif}, "WEBP": {"exif": exif}, "PNG": {"exif": exif}}

    plain = [served.foreign(encoded(gradient(), format)) for format in tells]
    telling = [
        served.foreign(encoded(gradient(), format, **more)) for format, more in tells.items()
    ]

    assert plain == [[], [], []]
    assert telling == [[0xE1], [b"EXIF"], [b"eXIf"]]
    assert served.foreign(encoded(gradient(), "JPEG") + b"more") == [0]


def test_a_picture_that_was_not_the_one_moderated_is_found() -> None:
    one, other = (_with_hole(encoded(it, "PNG")) for it in (gradient(), gradient().rotate(180)))
    swapped = Picture(
        one.display, one.thumbnail, other.for_moderation, "png", one.width, one.height, None
    )

    assert served.faults(one) == []
    assert served.faults(swapped) == ["what was moderated is something else"]


def _with_hole(content: bytes) -> Picture:
    with Image.open(BytesIO(content)) as picture:
        clear = picture.convert("RGBA")
    clear.putalpha(gradient().getchannel(0))
    return make(encoded(clear, "PNG"))
