"""Marks laid over a picture: sparkles, speed lines, frames."""

import math
import random

from PIL import Image, ImageDraw

from local.stand_ins.painter.textures import inked
from local.stand_ins.painter.tones import blur, unit


def cell(photo: Image.Image, pixels: float) -> int:
    """A screen's cell, never finer than can be printed."""
    return max(4, round(pixels * unit(photo)))


def sparkles(
    picture: Image.Image, count: int, *, seed: int, colour: str = "#fffdf2"
) -> Image.Image:
    rng, light = random.Random(seed), Image.new("L", picture.size)  # noqa: S311
    pen, step = ImageDraw.Draw(light), unit(picture)
    for _ in range(count):
        x, y = rng.random() * picture.width, rng.random() * picture.height
        size = rng.choice((5, 8, 8, 13, 20)) * step
        thin = size / 6
        pen.polygon(
            [
                (x, y - size),
                (x + thin, y - thin),
                (x + size, y),
                (x + thin, y + thin),
                (x, y + size),
                (x - thin, y + thin),
                (x - size, y),
                (x - thin, y - thin),
            ],
            255,
        )
    halo = blur(light, 7).point([min(255, v * 2) for v in range(256)])
    return inked(inked(picture, colour, halo), "#ffffff", blur(light, 0.6))


def speed_lines(page: Image.Image) -> Image.Image:
    rng, drawn = random.Random(5), page.copy()  # noqa: S311
    pen, (width, height) = ImageDraw.Draw(drawn), page.size
    reach = math.hypot(width, height) / 2
    for ray in range(150):
        angle, spread = ray * math.tau / 150 + rng.uniform(-0.01, 0.01), rng.uniform(0.002, 0.009)
        inner = reach * rng.uniform(0.74, 0.98)
        tip = (width / 2 + math.cos(angle) * inner, height / 2 + math.sin(angle) * inner)
        ends = [
            (width / 2 + math.cos(a) * reach * 1.1, height / 2 + math.sin(a) * reach * 1.1)
            for a in (angle - spread, angle + spread)
        ]
        pen.polygon([tip, *ends], "#17151a")
    return framed(drawn, "#17151a", 7, "#fdfcf7", 20)


def framed(picture: Image.Image, line: str, width: float, margin: str, space: float) -> Image.Image:
    step = unit(picture)
    inner, outer = round(width * step), round(space * step)
    drawn = picture.copy()
    pen, right, low = ImageDraw.Draw(drawn), picture.width - 1, picture.height - 1
    pen.rectangle((0, 0, right, low), outline=margin, width=outer)
    pen.rectangle((outer, outer, right - outer, low - outer), outline=line, width=max(1, inner))
    return drawn
