"""Made by hand: tiles, paper, thread, wood, bricks."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from local.stand_ins.painter.cutout import before
from local.stand_ins.painter.marks import cell
from local.stand_ins.painter.strokes import Brush, Samples, threads, tinted
from local.stand_ins.painter.textures import (
    below,
    clouds,
    grainy,
    ink,
    inked,
    lines,
    noise,
    paper,
    relief,
    shade,
    tiled,
    wobbled,
)
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    flat,
    grey,
    shifted,
    smooth,
    tones,
    unit,
    vignette,
)


def mosaic(photo: Image.Image) -> Image.Image:
    step, rng = unit(photo), random.Random(3)  # noqa: S311
    staged = before(photo, ["#0f4c5c", "#3d9a9a", "#e6dcb8"])
    vivid = adjust(smooth(staged, detail=500, passes=1), colour=1.4, contrast=1.25, light=1.05)
    floor = grainy(Image.new("RGB", photo.size, "#cfc4b2"), 0.3)
    height = Image.new("L", photo.size, 60)
    pen, ridge = ImageDraw.Draw(floor), ImageDraw.Draw(height)
    samples, brush, side = Samples(vivid, 6 * step), Brush(1, 1, 1, tint=16), 19 * step
    for row in range(int(photo.height / side) + 2):
        for column in range(int(photo.width / side) + 2):
            x = (column - row % 2 / 2) * side
            corners = [
                (
                    x + dx * side + rng.uniform(-1.6, 1.6) * step,
                    row * side + dy * side + rng.uniform(-1.6, 1.6) * step,
                )
                for dx, dy in ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92))
            ]
            colour = samples.colour(x + side / 2, (row + 0.5) * side)
            pen.polygon(corners, tinted(colour, brush, rng))
            ridge.polygon(corners, rng.randrange(150, 210))
    return shade(floor, relief(blur(height, 1.4), 0.8))


def paper_cut(photo: Image.Image) -> Image.Image:
    light = blur(ImageOps.equalize(grey(smooth(photo, detail=300, passes=3))), 5)
    colours = ["#fdf0d5", "#f7c59f", "#ef8e6b", "#c8516b", "#7b3368", "#3b1c4a"]
    sheet = paper(Image.new("RGB", photo.size, colours[0]), grain=3, strength=0.3)
    for index, colour in enumerate(colours[1:], start=1):
        shape = blur(below(light, 235 - index * 38, 1), 1)
        shadow = shifted(blur(shape, 11), 7, 10).point([v * 3 // 5 for v in range(256)])
        sheet = inked(sheet, "#1c0d1f", ImageChops.subtract(shadow, shape))
        leaf = paper(Image.new("RGB", photo.size, colour), grain=2 + index % 3, strength=0.3)
        sheet = Image.composite(leaf, sheet, shape)
        rim = ImageChops.subtract(shape, shifted(shape, 2, 2))
        sheet = inked(sheet, "#fff6e6", rim.point([v // 3 for v in range(256)]))
    return sheet


def embroidery(photo: Image.Image) -> Image.Image:
    colours = adjust(
        flat(before(photo, ["#3c5a45", "#9db89a", "#efe9d2"]), 20),
        colour=1.05,
        contrast=1.12,
        light=1.06,
    )
    sewn = threads(colours, seed=5)
    weave = ImageChops.lighter(
        lines(photo.size, cell(photo, 8), 0), lines(photo.size, cell(photo, 8), 90)
    )
    linen = shade(grainy(Image.new("RGB", photo.size, "#e9e0cc"), 0.2), relief(weave, 0.25))
    hoop = _hoop(photo.size)
    inside = hoop.point([255 if v == 255 else 0 for v in range(256)])
    fabric = Image.composite(sewn, linen, blur(inside, 1))
    seam = ImageChops.subtract(blur(hoop, 9), hoop)
    return inked(fabric, "#4a3420", seam.point([v // 2 for v in range(256)]))


def _hoop(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    margin = round(min(size) * 0.035)
    ImageDraw.Draw(mask).rounded_rectangle(
        (margin, margin, size[0] - margin, size[1] - margin), min(size) * 0.09, 255
    )
    return mask


def woodcut(photo: Image.Image) -> Image.Image:
    light = ImageOps.equalize(blur(grey(smooth(photo, detail=340)), 3))
    grooves = wobbled(lines(photo.size, cell(photo, 13), 24), 5, 8)
    carved = ImageChops.subtract(grooves, light.point([min(255, v + 8) for v in range(256)]), 0.14)
    block = ImageChops.lighter(carved, below(light, 62, 6))
    block = ImageChops.lighter(block, ink(photo, fine=2.4, coarse=9, gain=22, least=6))
    worn = ImageChops.multiply(
        block, noise(photo.size, 29, 3).point([min(255, 120 + v * 3) for v in range(256)])
    )
    tint = tones(blur(light, 6), ["#b5482f", "#d98b4a", "#ecd9ae", "#f3e9cf"], stepped=True)
    return paper(inked(blur(tint, 1), "#1d1712", worn), grain=3, strength=0.3)


def bricks(photo: Image.Image) -> Image.Image:
    step = cell(photo, 26)
    grid = (-(-photo.width // step), -(-photo.height // step))
    vivid = adjust(
        before(photo, ["#12408f", "#2f86d6", "#bfe6ff"]), colour=1.35, contrast=1.3, light=1.1
    ).resize(grid, Image.Resampling.BOX)
    plates = vivid.quantize(18, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB")
    wide = plates.resize((grid[0] * step, grid[1] * step), Image.Resampling.NEAREST)
    wide = wide.crop((0, 0, *photo.size))
    shaped = shade(wide, tiled(_stud(step), photo.size))
    return shade(shaped, relief(blur(clouds(photo.size, 111), 3), 0.6))


def _stud(side: int) -> Image.Image:
    """One knob lit from the upper left, drawn large and reduced."""
    big, scale = Image.new("L", (side * 8, side * 8), 128), side * 8
    pen = ImageDraw.Draw(big)
    pen.rectangle((0, 0, scale - 1, scale - 1), 112, 70, scale // 18)
    pen.ellipse([scale * share for share in (0.26, 0.28, 0.9, 0.92)], 58)
    pen.ellipse([scale * share for share in (0.16, 0.16, 0.82, 0.82)], 178)
    pen.ellipse([scale * share for share in (0.2, 0.2, 0.84, 0.84)], 128)
    return big.filter(ImageFilter.GaussianBlur(side / 6)).resize(
        (side, side), Image.Resampling.LANCZOS
    )


def knitted(photo: Image.Image) -> Image.Image:
    across, down = cell(photo, 15), cell(photo, 13)
    grid = (-(-photo.width // across), -(-photo.height // down))
    staged = before(photo, ["#31506b", "#8fb0bd", "#f1ece0"])
    wool = adjust(staged, colour=1.2, contrast=1.2, light=1.1).resize(grid, Image.Resampling.BOX)
    wool = wool.quantize(14, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB")
    wide = wool.resize((grid[0] * across, grid[1] * down), Image.Resampling.NEAREST)
    cloth = shade(wide.crop((0, 0, *photo.size)), tiled(_stitch(across, down), photo.size))
    return vignette(grainy(cloth, 0.5), 0.3)


def _stitch(across: int, down: int) -> Image.Image:
    width, height = across * 8, down * 8
    big = Image.new("L", (width, height), 48)
    pen = ImageDraw.Draw(big)
    for x, lean in ((0.25, 0.2), (0.75, -0.2)):
        for row in (-1, 0, 1):
            top, foot = height * (row - 0.25), height * (row + 0.85)
            pen.line((width * (x - lean), top, width * (x + lean), foot), 118, width // 3)
            pen.line((width * (x - lean), top, width * (x + lean), foot), 165, width // 6)
    return big.filter(ImageFilter.GaussianBlur(across / 3)).resize((across, down))
