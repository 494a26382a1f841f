"""Retro: pixels, neon, two-ink print, travel poster."""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from local.stand_ins.painter.cutout import subject
from local.stand_ins.painter.marks import cell, framed
from local.stand_ins.painter.textures import (
    below,
    dots,
    grainy,
    ink,
    inked,
    lines,
    noise,
    paper,
    printed,
)
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    downward,
    grey,
    shifted,
    smooth,
    tones,
    unit,
)

ARCADE = (
    "1a1c2c 5d275d b13e53 ef7d57 ffcd75 fff1c9 a7f070 38b764 257179 29366f 3b5dc9 41a6f6 73eff7 "
    "f4f4f4 94b0c2 566c86 333c57 7a4841 c28569 e8b796"
)


def pixel_art(photo: Image.Image) -> Image.Image:
    step = max(2, round(10 * unit(photo)))
    small = adjust(photo, colour=1.45, contrast=1.2, light=1.05).resize(
        (photo.width // step, photo.height // step), Image.Resampling.BOX
    )
    small = small.filter(ImageFilter.UnsharpMask(1, 90, 1))
    palette = Image.new("P", (1, 1))
    palette.putpalette(bytes.fromhex(ARCADE))
    sprite = small.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
    return sprite.resize(photo.size, Image.Resampling.NEAREST)


def synthwave(photo: Image.Image) -> Image.Image:
    light = grey(smooth(photo))
    night = tones(light, ["#07031a", "#12063a", "#35106b", "#7a1fa0", "#c73fb0"])
    back = _sunset(photo.size)
    mask = blur(subject(photo), 5)
    scene = Image.composite(night, back, mask)
    edges = ink(photo, fine=1.3, coarse=5, gain=26, least=5)
    tubes = Image.composite(
        Image.new("RGB", photo.size, "#28f3ff"),
        Image.new("RGB", photo.size, "#ff3fc4"),
        Image.linear_gradient("L").resize(photo.size),
    )
    neon = ImageChops.multiply(tubes, edges.convert("RGB"))
    scene = ImageChops.screen(ImageChops.screen(scene, neon), blur(neon, 7))
    scene = ImageChops.screen(scene, blur(neon, 22))
    scan = lines(photo.size, cell(photo, 5), 0).point([205 + v // 5 for v in range(256)])
    return ImageChops.multiply(scene, scan.convert("RGB"))


def _sunset(size: tuple[int, int]) -> Image.Image:
    width, height = size
    sky = downward(size, ["#0a0426", "#2a0a5e", "#8a1c8c", "#ff4f8b"])
    pen, radius, centre = ImageDraw.Draw(sky), min(size) * 0.3, (width * 0.72, height * 0.36)
    disc = Image.new("L", size)
    ImageDraw.Draw(disc).ellipse(
        (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), 255
    )
    bars = ImageDraw.Draw(disc)
    for bar in range(6):
        y = centre[1] + radius * (0.05 + bar * 0.16)
        bars.rectangle((0, y, width, y + radius * 0.02 * (bar + 1)), 0)
    horizon = height * 0.72
    pen.rectangle((0, horizon, width, height), "#0c0430")
    for line in range(-20, 21):
        pen.line(
            (width / 2 + line * width * 0.04, horizon, width / 2 + line * width * 0.22, height),
            "#ff3fc4",
            max(1, width // 500),
        )
    for row in range(12):
        y = horizon + (height - horizon) * (row / 11) ** 2
        pen.line((0, y, width, y), "#ff3fc4", max(1, width // 500))
    sky.paste(downward(size, ["#ffe45c", "#ff8a3c", "#ff2e88"]), mask=disc)
    return sky


def risograph(photo: Image.Image) -> Image.Image:
    light = grey(smooth(photo, detail=600, passes=1))
    sheet = Image.new("RGB", photo.size, "#f6f1e4")
    warm = ImageOps.autocontrast(photo.getchannel("B"), cutoff=2)
    for colour, plate, angle, offset in (
        ("#ffd23f", warm.point([min(255, v + 60) for v in range(256)]), 5, (0, 0)),
        ("#ff5470", warm, 22, (4, -3)),
        ("#1d5fc4", light, 68, (-3, 4)),
    ):
        mask = printed(plate, dots(photo.size, cell(photo, 9), angle), 4)
        speckled = ImageChops.multiply(
            mask, noise(photo.size, angle, 2).point([min(255, 150 + v) for v in range(256)])
        )
        layer = inked(Image.new("RGB", photo.size, "#ffffff"), colour, shifted(speckled, *offset))
        sheet = ImageChops.multiply(sheet, layer)
    return framed(grainy(sheet, 0.18), "#f6f1e4", 26, "#f6f1e4", 26)


def travel_poster(photo: Image.Image) -> Image.Image:
    light = ImageOps.equalize(blur(grey(smooth(photo, detail=300, passes=3)), 3))
    colours = ["#10324a", "#1d5c6b", "#c8553d", "#e98a4b", "#f4c05e", "#f9e7bd"]
    shapes = tones(light, colours, stepped=True)
    rays = Image.composite(shapes, _rays(photo.size), below(light, 212, 2))
    step, (width, height) = unit(photo), photo.size
    poster = framed(paper(grainy(blur(rays, 0.9), 0.25)), "#10324a", 6, "#f9ecd0", 44)
    pen, edge, band = ImageDraw.Draw(poster), round(44 * step), height - round(140 * step)
    pen.rectangle((edge, band, width - edge, height - edge), "#10324a")
    pen.regular_polygon((width / 2, band + 49 * step, 30 * step), 3, fill="#f4c05e")
    for side in (-1, 1):
        line = (width / 2 + side * 60 * step, width / 2 + side * 330 * step)
        pen.line(
            (min(line), band + 49 * step, max(line), band + 49 * step), "#f9e7bd", round(5 * step)
        )
    return poster


def _rays(size: tuple[int, int]) -> Image.Image:
    width, height = size
    sky = Image.new("RGB", size, "#f4c05e")
    pen, reach = ImageDraw.Draw(sky), math.hypot(width, height)
    centre = (width * 0.5, height * 0.62)
    for ray in range(0, 36, 2):
        ends = [
            (centre[0] + math.cos(a) * reach, centre[1] + math.sin(a) * reach)
            for a in (ray * math.tau / 36, (ray + 1) * math.tau / 36)
        ]
        pen.polygon([centre, *ends], "#f9dfa0")
    return sky
