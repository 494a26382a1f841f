"""Brush work: dabs of the photo's own colours laid along its contours."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from local.stand_ins.painter.textures import relief, shade
from local.stand_ins.painter.tones import unit

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Samples:
    """The colours and contour directions of a photo, read at its own coordinates."""

    def __init__(self, photo: Image.Image, cell: float) -> None:
        self.cell = cell
        self.width = max(4, math.ceil(photo.width / cell))
        self.height = max(4, math.ceil(photo.height / cell))
        small = photo.resize((self.width, self.height), Image.Resampling.BOX)
        self._rgb = small.tobytes()
        self._light = small.convert("L").filter(ImageFilter.GaussianBlur(2)).tobytes()

    def colour(self, x: float, y: float) -> Colour:
        at = 3 * self._index(x, y, 0)
        return self._rgb[at], self._rgb[at + 1], self._rgb[at + 2]

    def slope(self, x: float, y: float) -> Point:
        at = self._index(x, y, 1)
        light = self._light
        return light[at + 1] - light[at - 1], light[at + self.width] - light[at - self.width]

    def _index(self, x: float, y: float, margin: int) -> int:
        column = min(max(int(x / self.cell), margin), self.width - 1 - margin)
        row = min(max(int(y / self.cell), margin), self.height - 1 - margin)
        return row * self.width + column


@dataclass(frozen=True)
class Brush:
    """Lengths in pixels of a picture 1024 pixels high."""

    width: float
    length: float
    spacing: float
    wander: float = 0.25
    tint: int = 14
    detail: float = 0
    angle: float | None = None


def painted(
    photo: Image.Image, brushes: list[Brush], *, ground: str, impasto: float = 0, seed: int = 1
) -> Image.Image:
    """Lay the brushes one over the other; `impasto` lights the ridges of the paint."""
    canvas = Image.new("RGB", photo.size, ground)
    height = Image.new("L", photo.size, 128)
    pen, ridge = ImageDraw.Draw(canvas), ImageDraw.Draw(height)
    rng = random.Random(seed)  # noqa: S311
    for brush in brushes:
        for line, width, colour in _dabs(photo, brush, rng):
            pen.line(line, colour, width)
            ridge.line(line, rng.randrange(60, 200), max(1, width - 2))
    if not impasto:
        return canvas
    return shade(canvas, relief(height.filter(ImageFilter.GaussianBlur(0.8)), impasto))


def _dabs(
    photo: Image.Image, brush: Brush, rng: random.Random
) -> Iterator[tuple[tuple[float, float, float, float], int, Colour]]:
    step = unit(photo)
    samples = Samples(photo, max(1, brush.width * step / 2))
    half, width = brush.length * step / 2, max(1, round(brush.width * step))
    for x, y in scattered(photo.size, brush.spacing * step, rng):
        across, down = samples.slope(x, y)
        strength = math.hypot(across, down)
        if strength < brush.detail:
            continue
        angle = _direction(brush, across, down, strength) + rng.gauss(0, brush.wander)
        dx, dy = math.cos(angle) * half, math.sin(angle) * half
        yield (x - dx, y - dy, x + dx, y + dy), width, tinted(samples.colour(x, y), brush, rng)


def _direction(brush: Brush, across: float, down: float, strength: float) -> float:
    if brush.angle is not None or strength < 3:
        return brush.angle or 0.6
    return math.atan2(across, -down)


def tinted(colour: Colour, brush: Brush, rng: random.Random) -> Colour:
    light = rng.gauss(0, brush.tint)
    red, green, blue = (
        round(min(255, max(0, c + light + rng.gauss(0, brush.tint / 2)))) for c in colour
    )
    return red, green, blue


def scattered(size: tuple[int, int], spacing: float, rng: random.Random) -> list[Point]:
    """Points spread evenly but not regularly, in random order."""
    spacing = max(spacing, 2.5)
    columns, rows = math.ceil(size[0] / spacing), math.ceil(size[1] / spacing)
    points = [
        ((x + rng.random()) * spacing, (y + rng.random()) * spacing)
        for y in range(rows)
        for x in range(columns)
    ]
    rng.shuffle(points)
    return points


def stippled(
    photo: Image.Image, *, radius: float, spacing: float, ground: Image.Image, tint: int, seed: int
) -> Image.Image:
    """Round dots of nearly pure colour."""
    canvas, rng, step = ground.copy(), random.Random(seed), unit(photo)  # noqa: S311
    pen, samples = ImageDraw.Draw(canvas), Samples(photo, max(1, radius * step))
    brush = Brush(radius, radius, spacing, tint=tint)
    for x, y in scattered(photo.size, spacing * step, rng):
        size = radius * step * rng.uniform(0.7, 1.15)
        colour = tinted(samples.colour(x, y), brush, rng)
        pen.ellipse((x - size, y - size, x + size, y + size), colour)
    return canvas


def threads(photo: Image.Image, *, seed: int) -> Image.Image:
    """Stitches, each colour region in its own direction, with the light on the thread."""
    step, rng = unit(photo), random.Random(seed)  # noqa: S311
    canvas, height = photo.copy(), Image.new("L", photo.size, 90)
    pen, ridge = ImageDraw.Draw(canvas), ImageDraw.Draw(height)
    samples, brush = Samples(photo, 2), Brush(4, 17, 5.8, tint=9)
    half, width = 8.5 * step, max(2, round(4 * step))
    for x, y in scattered(photo.size, 5.8 * step, rng):
        colour = samples.colour(x, y)
        angle = (sum(colour) // 24 * 0.7) % math.pi + rng.gauss(0, 0.08)
        dx, dy = math.cos(angle) * half, math.sin(angle) * half
        line = (x - dx, y - dy, x + dx, y + dy)
        pen.line(line, tinted(colour, brush, rng), width)
        ridge.line(line, 90 + rng.randrange(40), width)
        ridge.line(line, 200, max(1, width // 2))
    light = relief(height.filter(ImageFilter.GaussianBlur(0.6)), 0.55)
    return ImageChops.blend(canvas, shade(canvas, light), 0.9)
