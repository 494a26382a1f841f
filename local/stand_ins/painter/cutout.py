"""Find the subject of a photo: what its border is not made of, around the middle."""

from collections import Counter
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from local.stand_ins.painter.tones import blur, grey, radial, tones

SIDE = 96


def subject(photo: Image.Image) -> Image.Image:
    """A soft mask, 255 on the subject; an oval where nothing stands out."""
    small = photo.convert("RGB").resize((SIDE, SIDE)).filter(ImageFilter.MedianFilter(3))
    indexed = small.quantize(16, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    own = Image.frombytes("L", indexed.size, indexed.tobytes()).point(_scores(indexed))
    mask = _around_the_middle(Image.blend(own, _in_focus(photo), 0.4))
    share = sum(mask.histogram()[128:]) / SIDE**2
    if not 0.12 < share < 0.9:
        mask = ImageOps.invert(radial((SIDE, SIDE))).point(
            [255 if v > 100 else 0 for v in range(256)]
        )
    return mask.filter(ImageFilter.GaussianBlur(1.5)).resize(photo.size, Image.Resampling.BICUBIC)


def before(photo: Image.Image, colours: Sequence[str]) -> Image.Image:
    """The subject as it is, before a backdrop in `colours` from dark to light."""
    backdrop = tones(grey(photo), colours)
    return Image.composite(photo, backdrop, blur(subject(photo), 3))


def _scores(indexed: Image.Image) -> list[int]:
    """How much more of each colour is in the middle than along the sides."""
    cells = indexed.tobytes()
    rows = [cells[y * SIDE : (y + 1) * SIDE] for y in range(SIDE)]
    rim = Counter(b"".join([*rows[:3], *(row[:6] + row[-6:] for row in rows)]))
    core = Counter(b"".join(row[SIDE // 4 : -SIDE // 4] for row in rows[SIDE // 4 : -SIDE // 4]))
    share = [(core[c] / core.total(), rim[c] / rim.total()) for c in range(256)]
    return [round(255 * inside / (inside + rim_share + 1e-6)) for inside, rim_share in share]


def _in_focus(photo: Image.Image) -> Image.Image:
    """Where there is fine detail."""
    light = photo.convert("L").resize((4 * SIDE, 4 * SIDE), Image.Resampling.BOX)
    detail = ImageChops.difference(light, light.filter(ImageFilter.GaussianBlur(3)))
    spread = detail.filter(ImageFilter.GaussianBlur(22)).resize((SIDE, SIDE))
    return ImageOps.equalize(spread)


def _around_the_middle(likely: Image.Image) -> Image.Image:
    central = ImageOps.invert(radial(likely.size))
    blended = Image.blend(likely.filter(ImageFilter.GaussianBlur(3)), central, 0.34)
    kept = ImageChops.multiply(blended, central.point([min(255, v * 5) for v in range(256)]))
    opened = kept.point([255 if v > 116 else 0 for v in range(256)])
    return _without_holes(opened.filter(ImageFilter.ModeFilter(9)))


def _without_holes(mask: Image.Image) -> Image.Image:
    closed = ImageOps.expand(mask, 12)
    for _ in range(2):
        closed = closed.filter(ImageFilter.MaxFilter(9))
    for _ in range(2):
        closed = closed.filter(ImageFilter.MinFilter(9))
    outside = closed.copy()
    ImageDraw.floodfill(outside, (0, 0), 128)
    filled = outside.point([0 if v == 128 else 255 for v in range(256)])
    return filled.crop((12, 12, 12 + SIDE, 12 + SIDE)).filter(ImageFilter.ModeFilter(9))
