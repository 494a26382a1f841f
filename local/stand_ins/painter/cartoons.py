"""Anime and cartoon styles."""

from PIL import Image, ImageChops, ImageFilter, ImageOps

from local.stand_ins.painter.cutout import before, subject
from local.stand_ins.painter.marks import cell, framed, sparkles, speed_lines
from local.stand_ins.painter.strokes import Brush, painted
from local.stand_ins.painter.textures import (
    below,
    clouds,
    dots,
    grainy,
    ink,
    inked,
    lines,
    noise,
    printed,
    relief,
    shade,
    wobbled,
)
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    cel,
    downward,
    flat,
    glow,
    grey,
    radial,
    shifted,
    smooth,
    tones,
    vignette,
)


def anime_portrait(photo: Image.Image) -> Image.Image:
    staged = before(photo, ["#4a3a86", "#8fa8ea", "#ffe3f2"])
    base = smooth(staged, detail=400, passes=3)
    colours = adjust(cel(base, 6), colour=1.4, contrast=1.1, light=1.12)
    sky = downward(photo.size, ["#ffd1ec", "#ffffff", "#a9d8ff"])
    lit = ImageChops.overlay(colours, Image.blend(sky, Image.new("RGB", sky.size, "#808080"), 0.5))
    drawn = inked(lit, "#2a1440", ink(base, fine=1.4, coarse=5, gain=16, least=6))
    return sparkles(glow(drawn, 18, 0.35), 26, seed=11)


def manga_page(photo: Image.Image) -> Image.Image:
    base = smooth(photo, detail=440)
    light = grey(base)
    page = inked(Image.new("RGB", photo.size, "#fdfcf7"), "#c9c7c2", below(light, 175, 8))
    page = inked(
        page,
        "#17151a",
        printed(
            light.point([min(255, v + 40) for v in range(256)]),
            dots(photo.size, cell(photo, 9), 45),
        ),
    )
    page = inked(page, "#17151a", below(light, 52, 10))
    page = inked(page, "#17151a", ink(base, fine=1.2, coarse=5, gain=24, least=4))
    return speed_lines(page)


def painted_anime(photo: Image.Image) -> Image.Image:
    grade = adjust(photo, colour=1.35, contrast=0.92, light=1.12)
    cover = painted(
        grade,
        [Brush(26, 46, 15), Brush(12, 26, 8, tint=8), Brush(5, 14, 4, tint=6, detail=7)],
        ground="#bfe6f5",
    )
    sky = downward(photo.size, ["#2f8fe0", "#8fd3f4", "#fff3d6", "#ffd3a5"])
    cumulus = clouds(photo.size, 21).point([min(255, max(0, (v - 120) * 4)) for v in range(256)])
    sky.paste("#ffffff", mask=cumulus)
    top = Image.linear_gradient("L").resize(photo.size).point([max(0, 235 - v) for v in range(256)])
    away = ImageChops.multiply(top, ImageOps.invert(blur(subject(photo), 14)))
    return glow(Image.composite(sky, cover, away), 30, 0.55)


def retro_anime(photo: Image.Image) -> Image.Image:
    base = smooth(photo, detail=300, passes=3)
    colours = adjust(cel(base, 3), colour=1.05, contrast=0.95)
    dusk = downward(photo.size, ["#3a2a5e", "#a8577e", "#e8a27c"])
    drawn = inked(
        ImageChops.soft_light(colours, dusk),
        "#35191f",
        ink(base, fine=1.8, coarse=6, gain=18, least=5),
    )
    red, green, blue = drawn.split()
    fringed = Image.merge("RGB", (shifted(red, 4, 0), green, shifted(blue, -4, 0)))
    scan = lines(photo.size, cell(photo, 6), 0).point([190 + v // 4 for v in range(256)])
    return vignette(grainy(ImageChops.multiply(fringed, scan.convert("RGB")), 0.35), 0.5)


def comic_book(photo: Image.Image) -> Image.Image:
    base = smooth(photo, detail=380)
    light = grey(base)
    colours = adjust(
        flat(before(photo, ["#0b3c8c", "#25b7e8", "#fff27a"]), 14),
        colour=1.15,
        contrast=1.15,
        light=1.15,
    )
    lifted = light.point([min(255, v + 45) for v in range(256)])
    spots = printed(lifted, dots(photo.size, cell(photo, 15), 30), 7)
    page = ImageChops.multiply(
        colours, inked(Image.new("RGB", photo.size, "#fff7df"), "#e04b5a", spots)
    )
    page = inked(page, "#0f0d14", below(light, 48, 12))
    page = inked(page, "#0f0d14", ink(base, fine=1.6, coarse=8, gain=22, least=5))
    return framed(page, "#0f0d14", 10, "#fff7df", 22)


def flat_vector(photo: Image.Image) -> Image.Image:
    shapes = adjust(
        flat(before(photo, ["#155e75", "#45c4b8", "#d6f5e3"]), 12), contrast=1.1, light=1.14
    )
    hues = tones(grey(shapes), ["#2b2d6e", "#7a3e9d", "#f2617a", "#ffb35c", "#ffe9b8", "#fffaf0"])
    wash = downward(photo.size, ["#b8f0ea", "#ffffff", "#ffd9ec"])
    return ImageChops.multiply(Image.blend(shapes, hues, 0.3), wash)


def claymation(photo: Image.Image) -> Image.Image:
    colours = adjust(
        flat(before(photo, ["#2c5f8a", "#6fb3d6", "#cfeaf2"]), 14, detail=240), light=1.1
    )
    seams = grey(colours.filter(ImageFilter.FIND_EDGES)).point(
        [min(255, v * 3) for v in range(256)]
    )
    body = ImageOps.autocontrast(blur(ImageOps.invert(blur(seams, 2)), 9))
    lump = Image.blend(body, blur(grey(photo), 8), 0.5)
    rounded = shade(blur(colours, 1), relief(blur(lump, 2), 3.2))
    dents = noise(photo.size, 5, cell(photo, 26)).filter(ImageFilter.GaussianBlur(5))
    prints = wobbled(lines(photo.size, cell(photo, 8), 62), 6, 4)
    pressed = shade(shade(rounded, relief(dents, 1.1)), relief(prints, 0.035))
    return vignette(glow(pressed, 26, 0.3), 0.4, "#3a1d12")


def sticker(photo: Image.Image) -> Image.Image:
    base = smooth(photo, detail=320, passes=3)
    drawn = inked(
        adjust(cel(base, 6), colour=1.4, light=1.12),
        "#2b2340",
        ink(base, fine=1.6, coarse=6, gain=18),
    )
    shape = _hard(blur(subject(photo), 5), 128)
    border = _hard(blur(shape, 18), 12)
    face = Image.composite(drawn, Image.new("RGB", photo.size, "#ffffff"), _soft(shape))
    cut = face.convert("RGBA")
    cut.putalpha(_soft(border))
    shadow = Image.new("RGBA", photo.size, "#1d1836")
    shadow.putalpha(shifted(blur(border, 12), 8, 14).point([v * 2 // 5 for v in range(256)]))
    return Image.alpha_composite(shadow, cut)


def storybook(photo: Image.Image) -> Image.Image:
    base = smooth(photo, detail=320)
    pastel = adjust(base, colour=1.3, contrast=0.72, light=1.22)
    pastel = Image.blend(pastel, tones(grey(base), ["#5b4a68", "#d99a78", "#ffe9b8"]), 0.3)
    crayon = printed(grey(base), lines(photo.size, cell(photo, 8), 52), 2)
    crayon = ImageChops.multiply(crayon, noise(photo.size, 17, 3)).point(
        [v // 2 for v in range(256)]
    )
    drawn = Image.composite(adjust(pastel, colour=1.5, light=0.66), pastel, crayon)
    drawn = inked(drawn, "#6b4a35", ink(base, fine=1.8, coarse=6, gain=10, least=5))
    edge = Image.blend(radial(photo.size), clouds(photo.size, 31), 0.28)
    fade = edge.point([min(255, max(0, (v - 142) * 7)) for v in range(256)])
    return grainy(inked(drawn, "#fdf3df", fade), 0.22)


def _hard(mask: Image.Image, level: int) -> Image.Image:
    return mask.point([255 if v > level else 0 for v in range(256)])


def _soft(mask: Image.Image) -> Image.Image:
    return blur(mask, 1.2)
