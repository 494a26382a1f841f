"""Surfaces and printing screens: grain, paper, relief, dots, lines, ink."""

import math
import random
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter, ImageOps

from local.stand_ins.painter.tones import blur, grey, unit

Size = tuple[int, int]


@lru_cache(maxsize=32)
def noise(size: Size, seed: int, grain: int = 1) -> Image.Image:
    """The same noise for the same seed; `grain` is the size of a speck in pixels."""
    small = (math.ceil(size[0] / grain), math.ceil(size[1] / grain))
    specks = random.Random(seed).randbytes(small[0] * small[1])  # noqa: S311
    return Image.frombytes("L", small, specks).resize(size, Image.Resampling.BICUBIC)


@lru_cache(maxsize=16)
def clouds(size: Size, seed: int) -> Image.Image:
    picture = noise(size, seed, 256)
    for grain, share in ((128, 0.4), (64, 0.3), (32, 0.22), (12, 0.14), (5, 0.08)):
        picture = Image.blend(picture, noise(size, seed + grain, grain), share)
    return ImageOps.autocontrast(picture.filter(ImageFilter.GaussianBlur(2)), cutoff=1)


def relief(height: Image.Image, strength: float) -> Image.Image:
    """Light from the upper left on a height map, 128 where it is level."""
    kernel = ImageFilter.Kernel((3, 3), [-1, -1, 0, -1, 0, 1, 0, 1, 1], 1 / strength, 128)
    return ImageChops.invert(height.filter(kernel))


def shade(picture: Image.Image, light: Image.Image) -> Image.Image:
    """Lighten and darken a picture by a relief."""
    return ImageChops.overlay(picture, Image.merge("RGB", (light, light, light)))


def paper(picture: Image.Image, *, grain: int = 2, strength: float = 0.25) -> Image.Image:
    rough = noise(picture.size, 7, grain).filter(ImageFilter.GaussianBlur(grain / 2))
    return shade(picture, relief(rough, strength))


def grainy(picture: Image.Image, amount: float, seed: int = 3) -> Image.Image:
    specks = noise(picture.size, seed).filter(ImageFilter.GaussianBlur(0.7))
    level = specks.point([round(128 + (v - 128) * amount) for v in range(256)])
    return shade(picture, level)


def ink(
    picture: Image.Image, *, fine: float = 1.2, coarse: float = 4, gain: float = 14, least: int = 5
) -> Image.Image:
    """Contour lines as a mask: where the picture is darker than what lies around it."""
    light = grey(picture)
    darker = ImageChops.subtract(blur(light, coarse), blur(light, fine))
    return darker.point([_ramp((v - least) * gain) for v in range(256)])


def _ramp(value: float) -> int:
    return round(min(255, max(0, value)))


def below(light: Image.Image, level: int, softness: int = 24) -> Image.Image:
    """A mask of what is darker than `level`."""
    return light.point([_ramp((level - v) * 255 / softness + 128) for v in range(256)])


def dots(size: Size, cell: int, angle: float) -> Image.Image:
    return _screen(size, cell, angle, lambda x, y: (math.cos(x) + math.cos(y)) / 4 + 0.5)


def lines(size: Size, cell: int, angle: float) -> Image.Image:
    return _screen(size, cell, angle, lambda _x, y: math.cos(y) / 2 + 0.5)


def _screen(
    size: Size, cell: int, angle: float, spot: Callable[[float, float], float]
) -> Image.Image:
    turn = 2 * math.pi / cell
    levels = [round(255 * spot(x * turn, y * turn)) for y in range(cell) for x in range(cell)]
    reach = math.ceil(math.hypot(*size)) + 2 * cell
    wide = tiled(Image.frombytes("L", (cell, cell), bytes(levels)), (reach, reach))
    turned = wide.rotate(angle, Image.Resampling.BICUBIC)
    left, top = (reach - size[0]) // 2, (reach - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def tiled(pattern: Image.Image, size: Size) -> Image.Image:
    canvas = Image.new(pattern.mode, size)
    for x in range(0, size[0], pattern.width):
        canvas.paste(pattern, (x, 0))
    row = canvas.crop((0, 0, size[0], pattern.height))
    for y in range(0, size[1], pattern.height):
        canvas.paste(row, (0, y))
    return canvas


def printed(light: Image.Image, screen: Image.Image, sharpness: float = 5) -> Image.Image:
    """A mask of ink: more of the screen where the picture is darker."""
    return ImageChops.subtract(screen, light, scale=1 / sharpness)


def inked(picture: Image.Image, colour: str, mask: Image.Image) -> Image.Image:
    return Image.composite(Image.new("RGB", picture.size, colour), picture, mask)


def wobbled(picture: Image.Image, amount: float, seed: int) -> Image.Image:
    """Bend straight edges a little, as a hand would."""
    rng = random.Random(seed)  # noqa: S311
    step = max(16, round(40 * unit(picture)))
    columns, rows = math.ceil(picture.width / step) + 1, math.ceil(picture.height / step) + 1
    reach = amount * unit(picture)
    moved = [
        [(x * step + rng.gauss(0, reach), y * step + rng.gauss(0, reach)) for x in range(columns)]
        for y in range(rows)
    ]
    mesh = [
        (
            (x * step, y * step, (x + 1) * step, (y + 1) * step),
            (*moved[y][x], *moved[y + 1][x], *moved[y + 1][x + 1], *moved[y][x + 1]),
        )
        for y in range(rows - 1)
        for x in range(columns - 1)
    ]
    return picture.transform(picture.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def ragged_frame(picture: Image.Image, colour: str, margin: float, seed: int) -> Image.Image:
    """Leave bare paper around the picture, with an uneven brushed edge."""
    width, height = picture.size
    inset = round(margin * unit(picture))
    inside = Image.new("L", picture.size, 0)
    inside.paste(255, (inset, inset, width - inset, height - inset))
    soft = blur(inside, margin / 3)
    uneven = Image.blend(soft, clouds(picture.size, seed), 0.35)
    mask = uneven.point([_ramp((v - 118) * 12) for v in range(256)])
    return Image.composite(picture, Image.new("RGB", picture.size, colour), mask)
