"""Painting: watercolour, oil, gouache, dabs, ink wash, pop art."""

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from local.stand_ins.painter.cutout import before
from local.stand_ins.painter.marks import cell
from local.stand_ins.painter.strokes import Brush, painted, stippled
from local.stand_ins.painter.textures import (
    below,
    clouds,
    dots,
    ink,
    inked,
    paper,
    printed,
    ragged_frame,
    wobbled,
)
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    flat,
    glow,
    grey,
    smooth,
    tones,
    unit,
    vignette,
)


def watercolor(photo: Image.Image) -> Image.Image:
    washes = wobbled(adjust(smooth(photo, detail=260, passes=3), colour=1.5, light=1.15), 2.5, 4)
    light, blue, red = washes.convert("YCbCr").split()
    pools = ImageOps.autocontrast(clouds(photo.size, 9)).point([v // 3 for v in range(256)])
    light = ImageChops.screen(light.point([60 + v * 195 // 255 for v in range(256)]), pools)
    wash = Image.merge("YCbCr", (light, blue, red)).convert("RGB")
    rims = ink(washes, fine=1.5, coarse=7, gain=9, least=4).point([v * 3 // 5 for v in range(256)])
    wash = Image.composite(adjust(washes, colour=1.5, light=0.5), wash, rims)
    return paper(ragged_frame(wash, "#fbf8f1", 64, 12), grain=3, strength=0.35)


def oil_painting(photo: Image.Image) -> Image.Image:
    rich = adjust(photo, colour=1.45, contrast=1.15, light=0.96)
    canvas = painted(
        rich,
        [
            Brush(34, 70, 20, tint=10),
            Brush(17, 44, 10, tint=11),
            Brush(8, 24, 5.5, tint=10, detail=5),
            Brush(4, 13, 3.4, tint=8, detail=12),
        ],
        ground="#4a2f1d",
        impasto=0.85,
        seed=2,
    )
    varnish = Image.blend(
        canvas, ImageChops.multiply(canvas, Image.new("RGB", canvas.size, "#ffe2b0")), 0.45
    )
    return vignette(varnish, 0.55, "#1c0f06")


def gouache(photo: Image.Image) -> Image.Image:
    matte = adjust(
        flat(before(photo, ["#1f5f5b", "#6fa79a", "#e9e3c4"]), 16, detail=260),
        colour=1.3,
        contrast=0.85,
        light=1.14,
    )
    matte = Image.blend(matte, tones(grey(matte), ["#1f4a5d", "#d08a6a", "#fbe9c8"]), 0.3)
    canvas = painted(
        matte,
        [Brush(24, 60, 13, wander=0.5, tint=5, angle=0.35), Brush(9, 26, 6, tint=5, detail=4)],
        ground="#f4e7cf",
        seed=8,
    )
    return paper(ragged_frame(canvas, "#f7efe0", 46, 19), grain=2, strength=0.3)


def impressionist(photo: Image.Image) -> Image.Image:
    bright = adjust(
        before(photo, ["#2f3f8f", "#7f9fd8", "#f6f0c8"]), colour=1.75, contrast=0.95, light=1.12
    )
    tinted = ImageChops.soft_light(bright, tones(grey(photo), ["#3c4fae", "#c08fd0", "#fff0a8"]))
    return painted(
        tinted,
        [
            Brush(24, 40, 13, wander=0.6, tint=22),
            Brush(13, 30, 8, wander=0.5, tint=26),
            Brush(8, 20, 6, wander=0.4, tint=24, detail=6),
        ],
        ground="#e9dcc0",
        impasto=0.35,
        seed=3,
    )


def pointillist(photo: Image.Image) -> Image.Image:
    vivid = adjust(smooth(photo, detail=500, passes=1), colour=1.7, contrast=1.12, light=1.14)
    ground = Image.new("RGB", photo.size, "#f7f0de")
    first = stippled(vivid, radius=7, spacing=11, ground=ground, tint=24, seed=4)
    return stippled(vivid, radius=4.2, spacing=8.5, ground=first, tint=46, seed=6)


def ink_wash(photo: Image.Image) -> Image.Image:
    light = blur(grey(smooth(photo, detail=240, passes=3)), 4)
    bled = Image.blend(light, clouds(photo.size, 14), 0.16)
    wash = tones(bled, ["#14161a", "#4b4f55", "#a5a59d", "#ece5d3", "#f4eedf", "#f4eedf"])
    brush = wobbled(ink(photo, fine=2.4, coarse=10, gain=8, least=10), 2, 6)
    page = ragged_frame(inked(wash, "#101114", brush), "#f4eedf", 84, 16)
    return paper(_seal(page), grain=4, strength=0.3)


def _seal(page: Image.Image) -> Image.Image:
    step, drawn = unit(page), page.copy()
    pen = ImageDraw.Draw(drawn)
    x, y, side = 92 * step, page.height - 186 * step, 84 * step
    pen.rounded_rectangle((x, y, x + side, y + side), 8 * step, "#b3261e")
    for share in (0.18, 0.34):
        edge = side * share
        pen.ellipse(
            (x + edge, y + edge, x + side - edge, y + side - edge),
            None,
            "#f4eedf",
            max(1, round(5 * step)),
        )
    return drawn


POP = [
    ["#20104d", "#ff2e88", "#ffe14d"],
    ["#0b3954", "#00b4d8", "#fff3b0"],
    ["#5a0a2c", "#ff7a00", "#9bf6ff"],
    ["#063b2d", "#1fc46a", "#ffc6e5"],
]


def pop_art(photo: Image.Image) -> Image.Image:
    width, height = photo.size
    half = photo.resize((width - width // 2, height - height // 2), Image.Resampling.LANCZOS)
    light = ImageOps.equalize(blur(grey(smooth(half, detail=280)), 3))
    screen = dots(half.size, max(5, cell(photo, 11)), 45)
    dark = ImageChops.lighter(below(light, 70, 16), ink(half, fine=2, coarse=10, gain=16))
    sheet = Image.new("RGB", photo.size)
    for index, colours in enumerate(POP):
        panel = tones(light, colours[1:], stepped=True)
        panel = inked(panel, colours[1], printed(light, screen))
        place = (index % 2 * (width // 2), index // 2 * (height // 2))
        sheet.paste(inked(panel, colours[0], dark), place)
    return glow(sheet.filter(ImageFilter.SMOOTH), 6, 0.1)
