"""Dry media: pencil, charcoal, chalk, technical drawing."""

from PIL import Image, ImageChops, ImageDraw, ImageOps

from local.stand_ins.painter.marks import cell
from local.stand_ins.painter.textures import (
    below,
    clouds,
    ink,
    inked,
    lines,
    noise,
    paper,
    ragged_frame,
    wobbled,
)
from local.stand_ins.painter.tones import adjust, blur, grey, smooth, tones, unit


def pencil_sketch(photo: Image.Image) -> Image.Image:
    light = grey(photo)
    page = Image.new("RGB", photo.size, "#f8f5ee")
    soft = blur(grey(smooth(photo)), 3)
    for level, angle, spacing in ((190, 48, 9), (140, 42, 7), (95, -35, 7), (62, 80, 6)):
        hatch = wobbled(lines(photo.size, cell(photo, spacing), angle), 1.6, level)
        fine = hatch.point([max(0, v - 130) * 2 for v in range(256)])
        mark = ImageChops.multiply(
            ImageChops.multiply(fine, below(soft, level, 40)), noise(photo.size, level, 2)
        )
        page = inked(page, "#34343b", mark)
    page = inked(page, "#3a3a42", below(soft, 105, 220).point([v // 4 for v in range(256)]))
    contour = ink(photo, fine=1, coarse=4, gain=15, least=3)
    page = inked(
        page,
        "#26262d",
        ImageChops.multiply(
            contour, noise(photo.size, 2, 2).point([120 + v // 2 for v in range(256)])
        ),
    )
    dodge = ImageChops.subtract(light, blur(light, 18), 1, 255)
    page = ImageChops.multiply(page, dodge.convert("RGB"))
    return paper(ragged_frame(page, "#f8f5ee", 54, 23), grain=2, strength=0.3)


def charcoal(photo: Image.Image) -> Image.Image:
    light = blur(grey(smooth(photo, detail=300)), 5)
    deep = light.point([round(255 * (v / 255) ** 1.35) for v in range(256)])
    tooth = Image.blend(noise(photo.size, 41, 2), noise(photo.size, 42, 5), 0.4)
    rubbed = ImageChops.subtract(deep, tooth, 0.7, 70)
    smudged = Image.blend(rubbed, deep, 0.5)
    page = tones(smudged, ["#0e0d0e", "#3a3836", "#98928a", "#e2dacd", "#efe8dc"])
    return inked(page, "#0b0a0b", blur(ink(photo, fine=3, coarse=12, gain=12, least=6), 2))


def chalkboard(photo: Image.Image) -> Image.Image:
    dust = clouds(photo.size, 51)
    board = tones(dust, ["#16261f", "#203429", "#2f463a"])
    chalk = Image.blend(
        adjust(smooth(photo), colour=2, light=1.3), Image.new("RGB", photo.size, "#fffef2"), 0.35
    )
    contour = wobbled(ink(smooth(photo, detail=360), fine=2, coarse=7, gain=34, least=2), 2, 3)
    tooth = noise(photo.size, 13, 2).point([min(255, v * 2) for v in range(256)])
    light = blur(grey(smooth(photo)), 4)
    strokes = wobbled(lines(photo.size, cell(photo, 13), 38), 2.2, 5)
    fill = ImageChops.multiply(strokes, ImageOps.invert(below(light, 205, 90))).point(
        [v * 4 // 5 for v in range(256)]
    )
    rub = ImageChops.multiply(ImageChops.lighter(fill, contour), tooth)
    return ragged_frame(Image.composite(chalk, board, rub), "#4a3426", 20, 27)


def blueprint(photo: Image.Image) -> Image.Image:
    step = unit(photo)
    sheet = tones(clouds(photo.size, 61), ["#123f7e", "#17498f", "#1d55a3"])
    pen = ImageDraw.Draw(sheet)
    for index in range(int(max(photo.size) / (32 * step)) + 1):
        at, colour = index * 32 * step, "#3f78c4" if index % 4 == 0 else "#255ca8"
        pen.line((at, 0, at, photo.height), colour)
        pen.line((0, at, photo.width, at), colour)
    light = blur(grey(smooth(photo)), 3)
    hatch = lines(photo.size, cell(photo, 8), 45).point([max(0, v - 150) * 2 for v in range(256)])
    shadow = ImageChops.multiply(hatch, below(light, 95, 40))
    drawn = inked(sheet, "#8fbdf0", shadow)
    drawn = inked(
        drawn, "#eef6ff", ink(smooth(photo, detail=460), fine=1.1, coarse=4, gain=24, least=4)
    )
    return _dimensions(drawn)


def _dimensions(sheet: Image.Image) -> Image.Image:
    step, (width, height) = unit(sheet), sheet.size
    pen, line, near, far = ImageDraw.Draw(sheet), "#dcebff", 26 * step, 48 * step
    pen.rectangle((near, near, width - near, height - near), outline=line, width=2)
    for share in range(1, 24):
        reach = far if share % 6 == 0 else 36 * step
        x, y = width * share / 24, height * share / 24
        pen.line((x, near, x, reach), line)
        pen.line((near, y, reach, y), line)
    left, top = width - 300 * step, height - 120 * step
    pen.rectangle((left, top, width - near, height - near), "#17498f", line, 2)
    for row in (0.33, 0.66):
        y = top + (height - near - top) * row
        pen.line((left, y, width - near, y), line)
    return sheet
