"""Photographic processes and light."""

from PIL import Image, ImageChops, ImageDraw, ImageOps

from local.stand_ins.painter.textures import (
    clouds,
    grainy,
    inked,
    lines,
    noise,
    paper,
    ragged_frame,
)
from local.stand_ins.painter.tones import (
    adjust,
    blur,
    downward,
    glow,
    grey,
    radial,
    tones,
    unit,
    vignette,
)


def film_noir(photo: Image.Image) -> Image.Image:
    light = grey(adjust(photo, contrast=1.5, light=0.86))
    print_ = tones(light, ["#050506", "#17181b", "#63666b", "#d8d8d4", "#fffef8"])
    slats = lines(photo.size, max(8, round(120 * unit(photo))), 18)
    slats = blur(slats.point([255 if v > 150 else 0 for v in range(256)]), 9)
    shadow = ImageChops.multiply(slats, downward(photo.size, ["#b0b0b0", "#404040"]).convert("L"))
    dark = Image.composite(adjust(print_, light=0.35), print_, shadow)
    return vignette(grainy(glow(dark, 16, 0.3), 0.45), 0.95)


def cyanotype(photo: Image.Image) -> Image.Image:
    light = blur(ImageOps.autocontrast(photo.convert("L"), cutoff=2), 0.8)
    uneven = Image.blend(light, clouds(photo.size, 71), 0.12)
    print_ = tones(uneven, ["#04173a", "#0b3a78", "#2f74b5", "#a3cae3", "#f1f3ea"])
    return paper(ragged_frame(print_, "#f2efe3", 62, 33), grain=3, strength=0.35)


def instant_film(photo: Image.Image) -> Image.Image:
    width, height, step = *photo.size, unit(photo)
    faded = adjust(photo, colour=0.72, contrast=0.82, light=1.12)
    faded = ImageChops.screen(faded, Image.new("RGB", photo.size, "#1f1230"))
    faded = ImageChops.multiply(faded, Image.new("RGB", photo.size, "#fff2d2"))
    leak = inked(
        faded, "#ff7a3c", _corner_light(photo.size).point([v * 2 // 5 for v in range(256)])
    )
    picture = vignette(grainy(leak, 0.2), 0.4, "#2a1620")
    side, foot = round(62 * step), round(190 * step)
    window = (
        picture.resize((width - 2 * side, height - side - foot))
        if width == height
        else (ImageOps.fit(picture, (width - 2 * side, height - side - foot)))
    )
    card = grainy(Image.new("RGB", photo.size, "#f6f2e9"), 0.08)
    card.paste(window, (side, side))
    ImageDraw.Draw(card).rectangle((side, side, width - side, height - foot), outline="#c9c2b4")
    return card


def golden_hour(photo: Image.Image) -> Image.Image:
    warm = adjust(photo, colour=1.35, contrast=1.02)
    graded = ImageChops.soft_light(warm, tones(grey(photo), ["#3b1136", "#e0702a", "#ffe7a0"]))
    graded = ImageChops.multiply(graded, Image.new("RGB", photo.size, "#ffdfa8"))
    sun = _corner_light(photo.size)
    lit = ImageChops.screen(graded, tones(sun, ["#000000", "#2c1204", "#8a4a14", "#ffe2a6"]))
    return vignette(glow(_flares(lit), 34, 0.55), 0.35, "#3b1136")


def _corner_light(size: tuple[int, int]) -> Image.Image:
    """255 in the upper right corner, fading across the picture."""
    wide = ImageOps.invert(radial((size[0] * 2, size[1] * 2)))
    return (
        wide.crop((size[0] // 5, size[1] * 17 // 20, size[0] * 6 // 5, size[1] * 37 // 20))
        .point([max(0, v - 60) * 255 // 195 for v in range(256)])
        .transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    )


def _flares(picture: Image.Image) -> Image.Image:
    step, light = unit(picture), Image.new("RGB", picture.size)
    pen, (width, height) = ImageDraw.Draw(light), picture.size
    for along, radius, colour in (
        (0.3, 34, "#5a3410"),
        (0.45, 70, "#33240c"),
        (0.62, 22, "#66401c"),
        (0.8, 110, "#241a10"),
    ):
        x, y, r = width * (1 - along), height * along, radius * step
        pen.ellipse((x - r, y - r, x + r, y + r), colour)
    return ImageChops.screen(picture, blur(light, 3))


def tintype(photo: Image.Image) -> Image.Image:
    light = ImageOps.autocontrast(adjust(photo, contrast=1.25).getchannel("B"), cutoff=2)
    plate = tones(light, ["#120c08", "#3d2d20", "#8d7458", "#d9c6a4", "#f3e8cf"])
    depth = blur(plate, 7)
    focus = radial(photo.size).point([max(0, v - 70) * 255 // 185 for v in range(256)])
    plate = Image.composite(depth, plate, focus)
    stain = clouds(photo.size, 81).point([max(0, v - 150) * 2 for v in range(256)])
    plate = inked(plate, "#1a110b", ImageChops.multiply(stain, focus))
    dust = noise(photo.size, 83, 2).point([255 if v > 253 else 0 for v in range(256)])
    return ragged_frame(inked(vignette(plate, 0.7, "#0d0805"), "#f6ecd6", dust), "#0d0805", 36, 39)
