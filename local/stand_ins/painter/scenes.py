"""A landscape drawn from the words of a prompt, for pictures made without a photo."""

import random
import re
from typing import TypeVar

from PIL import Image

from local.stand_ins.painter.recognition import fingerprint
from local.stand_ins.painter.scenery import (
    balloons,
    blend,
    boat,
    city,
    open_sky,
    ridges,
    trees,
    water,
)
from local.stand_ins.painter.tones import glow

Size = tuple[int, int]
Choice = TypeVar("Choice")

SKIES = {
    r"night|moon|star|midnight": ["#070b26", "#16255c", "#4a4a94", "#b086b8"],
    r"sunset|dusk|evening": ["#2b1a55", "#a23b72", "#f2703f", "#ffd27a"],
    r"dawn|sunrise|morning": ["#4f6fb3", "#a9a4d6", "#f5b9b0", "#ffe9c4"],
    r"storm|rain": ["#2a3440", "#566573", "#8d9aa3", "#cbd3d4"],
    "": ["#1f6fd0", "#62aef0", "#b9e2fa", "#fff3dc"],
}
GROUNDS = {
    r"desert|sand|dune": "#d9944a",
    r"snow|winter|ice|arctic": "#e8f1fa",
    r"mars|lava|volcano": "#9c3b22",
    "": "#3f7d4e",
}


def scene(prompt: str, size: Size) -> Image.Image:
    words, rng = prompt.lower(), random.Random(fingerprint(prompt))  # noqa: S311
    sky = _named(words, SKIES)
    canvas = open_sky(size, sky, rng, starry=bool(re.search(r"night|star|moon|space", words)))
    horizon = rng.uniform(0.55, 0.68)
    ground = blend(_named(words, GROUNDS), sky[1], 0.12)
    ridges(canvas, horizon, ground, sky[-2], rng, steep=1.8 if "mountain" in words else 1)
    if re.search(r"sea|ocean|lake|beach|boat|island|harbou?r|water", words) or rng.random() < 0.3:
        water(canvas, horizon, rng)
    if re.search(r"city|town|street|skyline|building|house", words):
        city(canvas, horizon, sky[0], rng)
    if re.search(r"forest|tree|wood|jungle|garden|park", words) or rng.random() < 0.5:
        trees(canvas, horizon, ground, rng)
    if re.search(r"boat|ship|sail", words):
        boat(canvas, horizon)
    if re.search(r"balloon|festival|dream|fly", words) or rng.random() < 0.4:
        balloons(canvas, rng)
    return glow(canvas, 26, 0.35)


def _named(words: str, choices: dict[str, Choice]) -> Choice:
    return next(choice for names, choice in choices.items() if re.search(names, words))
