"""Fantasy: forest light, space, glass, crystal."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from local.stand_ins.painter.cutout import before
from local.stand_ins.painter.marks import sparkles
from local.stand_ins.painter.meshes import filled, lattice, outlines
from local.stand_ins.painter.strokes import Brush, painted
from local.stand_ins.painter.textures import clouds, inked, relief, shade
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    downward,
    flat,
    glow,
    grey,
    radial,
    smooth,
    tones,
    unit,
    vignette,
)


def enchanted_forest(photo: Image.Image) -> Image.Image:
    soft = painted(
        adjust(photo, colour=1.2),
        [Brush(14, 30, 8, tint=6), Brush(6, 15, 5.5, tint=5)],
        ground="#0f2c22",
    )
    graded = ImageChops.overlay(soft, tones(grey(photo), ["#04211d", "#1f6b4c", "#e8d98a"]))
    graded = Image.blend(
        graded,
        ImageChops.multiply(graded, downward(photo.size, ["#d8f0b0", "#5fae84", "#123c3a"])),
        0.7,
    )
    beams = ImageChops.screen(graded, tones(_beams(photo.size), ["#000000", "#5f6a2a"]))
    leafy = _leaves(glow(beams, 30, 0.6))
    return sparkles(vignette(leafy, 0.6, "#02140f"), 70, seed=3, colour="#f5ffa8")


def _beams(size: tuple[int, int]) -> Image.Image:
    rng, light = random.Random(9), Image.new("L", size)  # noqa: S311
    pen, (width, height) = ImageDraw.Draw(light), size
    for _ in range(9):
        x, spread = rng.uniform(-0.3, 1) * width, rng.uniform(0.02, 0.07) * width
        pen.polygon(
            [
                (x, 0),
                (x + spread, 0),
                (x + spread * 3 + height * 0.45, height),
                (x + height * 0.45, height),
            ],
            rng.randrange(60, 160),
        )
    fading = downward(size, ["#ffffff", "#202020"]).convert("L")
    return blur(ImageChops.multiply(light, fading), 14)


def _leaves(picture: Image.Image) -> Image.Image:
    rng, drawn, step = random.Random(12), picture.copy(), unit(picture)  # noqa: S311
    pen, (width, height) = ImageDraw.Draw(drawn), picture.size
    for _ in range(170):
        corner, along = rng.randrange(4), abs(rng.gauss(0, 0.22))
        across = abs(rng.gauss(0, 0.05))
        x = (along if corner < 2 else 1 - along) * width
        y = (across if corner % 2 else 1 - across) * height
        if rng.random() < 0.4:
            x, y = (
                (across if corner < 2 else 1 - across) * width,
                (along if corner % 2 else 1 - along) * height,
            )
        _leaf(pen, (x, y), rng.uniform(16, 42) * step, rng)
    return Image.blend(picture, blur(drawn, 0.8), 0.92)


def _leaf(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], size: float, rng: random.Random
) -> None:
    tilt, slim = rng.uniform(-1, 1), rng.uniform(0.25, 0.4)
    x, y = at
    dx, dy = size * tilt, size * (1 - abs(tilt) / 2) * rng.choice((-1, 1))
    colour = rng.choice(("#06261e", "#0b3a2a", "#0f4a31", "#1b6440"))
    pen.polygon(
        [
            (x - dx, y - dy),
            (x + dy * slim, y - dx * slim),
            (x + dx, y + dy),
            (x - dy * slim, y + dx * slim),
        ],
        colour,
    )


def cosmic_dream(photo: Image.Image) -> Image.Image:
    light = grey(adjust(smooth(photo, detail=500, passes=1), contrast=1.2))
    nebula = clouds(photo.size, 91)
    mixed = Image.blend(light, nebula, 0.3)
    space = tones(mixed, ["#05030f", "#1b0f4b", "#5b1f9c", "#d63aa0", "#ff9d6c", "#fff3d0"])
    mist = tones(clouds(photo.size, 95), ["#000000", "#021a3a", "#0a7fa8"])
    space = ImageChops.screen(space, mist)
    return sparkles(_stars(glow(space, 24, 0.6)), 24, seed=8, colour="#bfe4ff")


def _stars(picture: Image.Image) -> Image.Image:
    rng, light = random.Random(77), Image.new("L", picture.size)  # noqa: S311
    pen, step = ImageDraw.Draw(light), unit(picture)
    for _ in range(1100):
        x, y = rng.random() * picture.width, rng.random() * picture.height
        r = rng.choice((0.6, 0.8, 1, 1.5)) * step
        pen.ellipse((x - r, y - r, x + r, y + r), rng.randrange(90, 255))
    dark = ImageOps.invert(grey(picture)).point([min(255, v + 40) for v in range(256)])
    return inked(picture, "#ffffff", ImageChops.multiply(light, dark))


def stained_glass(photo: Image.Image) -> Image.Image:
    staged = before(photo, ["#0a1f7a", "#1f6fd6", "#7fd8ff"])
    regions = flat(adjust(staged, contrast=1.25), 9, detail=200)
    panes = lattice(regions, cell=36, seed=2, seek=1).panes()
    shades = filled(Image.new("RGB", photo.size, "#a0a0a0"), panes, vary=0.2, seed=5)
    glass = ImageChops.overlay(adjust(regions, colour=1.3, light=1.15), shades)
    glass = shade(glass, relief(clouds(photo.size, 101), 1.5))
    borders = blur(grey(regions.filter(ImageFilter.FIND_EDGES)), 3)
    lead = borders.point([255 if v > 9 else 0 for v in range(256)])
    lead = ImageChops.lighter(lead, outlines(photo.size, panes, max(2, round(4 * unit(photo)))))
    came = shade(Image.new("RGB", photo.size, "#26252b"), relief(blur(lead, 2), 0.7))
    light = ImageOps.invert(radial(photo.size)).point([110 + v * 145 // 255 for v in range(256)])
    lit = ImageChops.multiply(glow(glass, 22, 0.8), light.convert("RGB"))
    return Image.composite(came, lit, blur(lead, 0.8))


def crystal(photo: Image.Image) -> Image.Image:
    cool = ImageChops.soft_light(
        adjust(photo, colour=1.2, contrast=1.15, light=1.08),
        tones(grey(photo), ["#2b1a6b", "#4fb0d8", "#f3fbff"]),
    )
    faces = lattice(cool, cell=30, seed=4, seek=9).triangles()
    facets = filled(cool, faces, vary=0.13, seed=6)
    rims = outlines(photo.size, faces, 1).point([v // 6 for v in range(256)])
    return glow(inked(facets, "#ffffff", rims), 20, 0.35)
