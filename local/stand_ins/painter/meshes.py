"""Tilings that follow the photo: an uneven lattice whose corners seek its edges."""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from local.stand_ins.painter.strokes import Colour, Point, Samples
from local.stand_ins.painter.tones import grey, unit

Face = list[Point]


@dataclass(frozen=True)
class Lattice:
    corners: list[list[Point]]

    def triangles(self) -> list[Face]:
        faces: list[Face] = []
        for a, b, c, d in self._quads():
            faces += (
                [[a, b, c], [a, c, d]]
                if math.dist(a, c) < math.dist(b, d)
                else [[a, b, d], [b, c, d]]
            )
        return faces

    def _quads(self) -> list[tuple[Point, Point, Point, Point]]:
        return [
            (upper[x], upper[x + 1], lower[x + 1], lower[x])
            for upper, lower in zip(self.corners, self.corners[1:], strict=False)
            for x in range(len(upper) - 1)
        ]

    def panes(self) -> list[Face]:
        """Six-cornered cells, laid like bricks."""
        grid = self.corners
        return [
            [
                grid[y][x],
                grid[y][x + 1],
                grid[y][x + 2],
                grid[y + 1][x + 2],
                grid[y + 1][x + 1],
                grid[y + 1][x],
            ]
            for y in range(len(grid) - 1)
            for x in range(y % 2, len(grid[0]) - 2, 2)
        ]


def lattice(photo: Image.Image, *, cell: float, seed: int, seek: int = 5) -> Lattice:
    step, rng = cell * unit(photo), random.Random(seed)  # noqa: S311
    edges = grey(photo).resize((256, 256)).filter(ImageFilter.GaussianBlur(1.5))
    levels = edges.filter(ImageFilter.FIND_EDGES).tobytes()
    columns, rows = math.ceil(photo.width / step) + 5, math.ceil(photo.height / step) + 5

    def strength(point: Point) -> int:
        x = min(255, max(0, int(point[0] * 256 / photo.width)))
        y = min(255, max(0, int(point[1] * 256 / photo.height)))
        return levels[y * 256 + x]

    def corner(x: int, y: int) -> Point:
        reach = step * 0.38
        tries = [
            (
                (x - 2) * step + rng.uniform(-reach, reach),
                (y - 2) * step + rng.uniform(-reach, reach),
            )
            for _ in range(seek)
        ]
        return max(tries, key=strength)

    return Lattice([[corner(x, y) for x in range(columns)] for y in range(rows)])


def filled(photo: Image.Image, faces: list[Face], *, vary: float, seed: int) -> Image.Image:
    """Each face in the colour of the photo at its middle, a little lighter or darker."""
    canvas, rng = photo.copy(), random.Random(seed)  # noqa: S311
    pen, samples = ImageDraw.Draw(canvas), Samples(photo, max(1, 10 * unit(photo)))
    for face in faces:
        x = sum(point[0] for point in face) / len(face)
        y = sum(point[1] for point in face) / len(face)
        pen.polygon(face, _lit(samples.colour(x, y), rng.gauss(1, vary)))
    return canvas


def _lit(colour: Colour, by: float) -> Colour:
    red, green, blue = (round(min(255, max(0, channel * by))) for channel in colour)
    return red, green, blue


def outlines(size: tuple[int, int], faces: list[Face], width: int) -> Image.Image:
    """The borders of the faces as a mask."""
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    for face in faces:
        pen.line([*face, face[0]], 255, width, joint="curve")
    return mask
