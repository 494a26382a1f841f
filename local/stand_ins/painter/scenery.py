"""What a landscape is made of: sky, ridges, water, houses, trees, a boat, balloons."""

import math
import random

from PIL import Image, ImageChops, ImageColor, ImageDraw

from local.stand_ins.painter.textures import clouds
from local.stand_ins.painter.tones import blur, downward

Size = tuple[int, int]


def blend(colour: str, other: str, share: float) -> str:
    mixed = [
        round(a + (b - a) * share)
        for a, b in zip(ImageColor.getrgb(colour)[:3], ImageColor.getrgb(other)[:3], strict=True)
    ]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def open_sky(size: Size, colours: list[str], rng: random.Random, *, starry: bool) -> Image.Image:
    width, height = size
    sky = downward((width, round(height * 0.72)), colours)
    canvas = Image.new("RGB", size, colours[-1])
    canvas.paste(sky)
    if starry:
        _stars(canvas, rng)
    else:
        drift = clouds(size, rng.randrange(1000)).resize((width * 2, height)).crop((0, 0, *size))
        canvas.paste("#ffffff", mask=drift.point([max(0, v - 140) * 2 for v in range(256)]))
    _sun(canvas, rng, "#f6f3e0" if starry else "#fff2b8")
    return canvas


def _stars(canvas: Image.Image, rng: random.Random) -> None:
    pen = ImageDraw.Draw(canvas)
    for _ in range(260):
        x, y = rng.random() * canvas.width, rng.random() ** 1.5 * canvas.height * 0.6
        r = rng.choice((0.6, 1, 1.6)) * canvas.height / 1024
        pen.ellipse((x - r, y - r, x + r, y + r), "#fdfbe8")


def _sun(canvas: Image.Image, rng: random.Random, colour: str) -> None:
    width, height = canvas.size
    x, y, r = width * rng.uniform(0.22, 0.78), height * rng.uniform(0.2, 0.42), height * 0.085
    light = Image.new("L", canvas.size)
    ImageDraw.Draw(light).ellipse((x - r, y - r, x + r, y + r), 255)
    canvas.paste(colour, mask=ImageChops.lighter(blur(light, 50), blur(light, 1)))


def ridges(
    canvas: Image.Image, horizon: float, ground: str, haze: str, rng: random.Random, *, steep: float
) -> None:
    pen, (width, height) = ImageDraw.Draw(canvas), canvas.size
    for layer in range(5):
        near = layer / 4
        base = height * (horizon - 0.05 + 0.38 * near**1.6)
        rise = height * 0.13 * (1.15 - near) * steep
        waves = [
            (rng.uniform(0.6, 1), n * rng.uniform(0.8, 1.3), rng.uniform(0, math.tau))
            for n in (1, 2, 4, 9, 19)
        ]
        line = [
            (x, base - rise * _height(x / width, waves, sharp=steep > 1 and layer < 3))
            for x in range(0, width + 8, 4)
        ]
        colour = blend(haze, blend(ground, "#10202c", 0.5 * near), 0.35 + 0.65 * near)
        pen.polygon([*line, (width + 8, height), (0, height)], colour)


def _height(at: float, waves: list[tuple[float, float, float]], *, sharp: bool) -> float:
    total = 0.0
    for index, (size, turns, phase) in enumerate(waves):
        wave = math.sin(at * math.tau * turns + phase)
        total += size * (1 - 2 * abs(wave) if sharp else wave) / (1.7**index)
    return total


def water(canvas: Image.Image, horizon: float, rng: random.Random) -> None:
    width, height = canvas.size
    top = round(height * (horizon + 0.06))
    depth = height - top
    mirror = (
        canvas.crop((0, max(0, top - depth), width, top))
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize((width, depth))
    )
    canvas.paste(
        Image.blend(blur(mirror, 5), Image.new("RGB", mirror.size, "#1d5f8a"), 0.35), (0, top)
    )
    pen = ImageDraw.Draw(canvas)
    for _ in range(240):
        near = rng.random()
        x, y, long = rng.random() * width, top + near**1.5 * depth, (10 + 90 * near) * width / 1024
        pen.line(
            (x, y, x + long, y),
            rng.choice(("#dff1fa", "#8cc3dd", "#2d76a1")),
            max(1, round(3 * near * height / 1024)),
        )


def city(canvas: Image.Image, horizon: float, dark: str, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(canvas), canvas.size
    for row in range(3):
        x, floor = -0.02 * width, height * (horizon + 0.08 + row * 0.09)
        while x < width:
            wide, tall = rng.uniform(0.04, 0.09) * width, rng.uniform(0.1, 0.34) * height
            roof = floor - tall * (1 - row * 0.2)
            pen.rectangle((x, roof, x + wide, height), blend(dark, "#c8b6c0", 0.4 - 0.18 * row))
            _windows(pen, (x, roof, x + wide, floor), height / 1024, rng)
            x += wide * rng.uniform(1, 1.25)


def _windows(
    pen: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    step: float,
    rng: random.Random,
) -> None:
    left, top, right, foot = box
    for y in range(int(top + 10 * step), int(foot), max(4, int(17 * step))):
        for x in range(int(left + 7 * step), int(right - 9 * step), max(3, int(13 * step))):
            if rng.random() < 0.45:
                pen.rectangle((x, y, x + 5 * step, y + 8 * step), "#ffdf8e")


def trees(canvas: Image.Image, horizon: float, ground: str, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(canvas), canvas.size
    for index in range(46):
        near = index / 45
        x, foot = rng.random() * width, height * (horizon + 0.1 + 0.42 * near)
        tall, colour = height * (0.05 + 0.22 * near), blend(ground, "#0c2620", 0.35 + 0.5 * near)
        for tier in range(4):
            half = tall * (0.1 + 0.06 * tier)
            y = foot - tall * (1 - tier * 0.22)
            pen.polygon([(x, y), (x - half, y + tall * 0.36), (x + half, y + tall * 0.36)], colour)


def boat(canvas: Image.Image, horizon: float) -> None:
    pen, (width, height) = ImageDraw.Draw(canvas), canvas.size
    x, y, s = width * 0.42, height * (horizon + 0.2), height * 0.16
    pen.polygon(
        [
            (x - s * 0.7, y),
            (x + s * 0.8, y),
            (x + s * 0.5, y + s * 0.25),
            (x - s * 0.45, y + s * 0.25),
        ],
        "#7a3b1e",
    )
    pen.polygon([(x, y - s * 1.4), (x, y - s * 0.08), (x + s * 0.75, y - s * 0.08)], "#fbf3e2")
    pen.polygon(
        [(x - s * 0.06, y - s * 1.2), (x - s * 0.06, y - s * 0.08), (x - s * 0.55, y - s * 0.08)],
        "#e2573f",
    )


def balloons(canvas: Image.Image, rng: random.Random) -> None:
    pen, (width, height) = ImageDraw.Draw(canvas), canvas.size
    for colours in (("#e4473a", "#ffd15c"), ("#2d6cc0", "#f3f0e2"), ("#8a3fa0", "#ff9a76")):
        x, y = width * rng.uniform(0.1, 0.9), height * rng.uniform(0.12, 0.45)
        r = height * rng.uniform(0.035, 0.08)
        for stripe in range(5):
            half = r * (1 - stripe * 0.22)
            pen.ellipse((x - half, y - r, x + half, y + r), colours[stripe % 2])
        pen.polygon(
            [
                (x - r * 0.62, y + r * 0.75),
                (x + r * 0.62, y + r * 0.75),
                (x + r * 0.18, y + r * 1.5),
                (x - r * 0.18, y + r * 1.5),
            ],
            colours[0],
        )
        pen.rectangle((x - r * 0.2, y + r * 1.6, x + r * 0.2, y + r * 1.95), "#5a3a22")
