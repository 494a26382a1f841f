"""Colour and light: tone maps, smoothing, flat regions, glow."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageColor, ImageEnhance, ImageFilter, ImageOps


def unit(picture: Image.Image) -> float:
    """The length that is one pixel in a picture 1024 pixels high."""
    return min(picture.size) / 1024


def grey(picture: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(picture.convert("L"), cutoff=1)


def blur(picture: Image.Image, radius: float) -> Image.Image:
    """`radius` in pixels of a picture 1024 pixels high."""
    return picture.filter(ImageFilter.GaussianBlur(radius * unit(picture)))


def tones(grey: Image.Image, colours: Sequence[str], *, stepped: bool = False) -> Image.Image:
    """Paint darkness to light with `colours`, blended, or in steps of equal width."""
    stops = [tuple(ImageColor.getrgb(colour)) for colour in colours]
    table = [_mix(stops, level / 255, stepped) for level in range(256)]
    rgb = Image.merge("RGB", (grey, grey, grey))
    return rgb.point([colour[channel] for channel in range(3) for colour in table])


def _mix(stops: list[tuple[int, ...]], at: float, stepped: bool) -> tuple[int, ...]:
    if stepped:
        return stops[min(int(at * len(stops)), len(stops) - 1)]
    position = at * (len(stops) - 1)
    low = min(int(position), len(stops) - 2)
    share = position - low
    return tuple(
        round(a + (b - a) * share) for a, b in zip(stops[low], stops[low + 1], strict=True)
    )


def adjust(
    picture: Image.Image, *, colour: float = 1, contrast: float = 1, light: float = 1
) -> Image.Image:
    picture = ImageEnhance.Color(picture).enhance(colour)
    picture = ImageEnhance.Contrast(picture).enhance(contrast)
    return ImageEnhance.Brightness(picture).enhance(light)


def smooth(picture: Image.Image, *, detail: int = 420, passes: int = 2) -> Image.Image:
    """Lose texture but keep edges; fewer `detail` pixels leave broader shapes."""
    small = _reduced(picture, detail)
    for _ in range(passes):
        small = small.filter(ImageFilter.MedianFilter(5))
    wide = small.resize(picture.size, Image.Resampling.BICUBIC)
    return wide.filter(ImageFilter.UnsharpMask(4 * unit(picture), 160, 2))


def _reduced(picture: Image.Image, detail: int) -> Image.Image:
    side = min(detail, max(picture.size))
    return ImageOps.contain(picture, (side, side))


def flat(picture: Image.Image, colours: int, *, detail: int = 320) -> Image.Image:
    """A few flat regions with clean borders, as cut with a knife."""
    small = adjust(_reduced(picture, detail), colour=1.5).filter(ImageFilter.MedianFilter(5))
    indexed = small.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    regions = Image.frombytes("L", indexed.size, indexed.tobytes()).filter(
        ImageFilter.ModeFilter(5)
    )
    half = (max(1, picture.width // 2), max(1, picture.height // 2))
    clean = regions.resize(half, Image.Resampling.NEAREST).filter(ImageFilter.ModeFilter(7))
    painted = Image.frombytes("P", half, clean.tobytes())
    painted.putpalette(indexed.getpalette() or [])
    wide = painted.convert("RGB").resize(picture.size, Image.Resampling.BICUBIC)
    return _with_hues(wide, small)


def _with_hues(picture: Image.Image, coloured: Image.Image) -> Image.Image:
    """Let small spots of another colour show that flat regions have swallowed."""
    light, blue, red = picture.convert("YCbCr").split()
    _, other_blue, other_red = coloured.resize(picture.size).convert("YCbCr").split()
    mixed = (light, Image.blend(blue, other_blue, 0.5), Image.blend(red, other_red, 0.5))
    return Image.merge("YCbCr", mixed).convert("RGB")


def cel(picture: Image.Image, steps: int) -> Image.Image:
    """Step the light but keep the colours, as painted on film cels."""
    light, blue, red = picture.convert("YCbCr").split()
    stepped = light.point([_soft_step(level / 255, steps) for level in range(256)])
    return Image.merge("YCbCr", (stepped, blue, red)).convert("RGB")


def _soft_step(level: float, steps: int) -> int:
    low = int(level * steps)
    inside = level * steps - low
    return round(255 * min(1, (low + min(1, max(0, (inside - 0.4) * 5))) / steps))


def glow(picture: Image.Image, radius: float = 24, strength: float = 0.5) -> Image.Image:
    bright = picture.point([max(0, level - 110) * 255 // 145 for level in range(256)] * 3)
    lit = ImageChops.screen(picture, blur(bright, radius))
    return Image.blend(picture, lit, strength)


def radial(size: tuple[int, int]) -> Image.Image:
    """0 in the centre, 255 in the corners."""
    return Image.radial_gradient("L").resize(size, Image.Resampling.BICUBIC)


def vignette(picture: Image.Image, strength: float = 0.6, colour: str = "#000000") -> Image.Image:
    dark = radial(picture.size).point(
        [round(strength * max(0, level - 90) * 255 / 165) for level in range(256)]
    )
    return Image.composite(Image.new("RGB", picture.size, colour), picture, dark)


def downward(size: tuple[int, int], colours: Sequence[str]) -> Image.Image:
    """A gradient from the first colour at the top to the last at the bottom."""
    return tones(Image.linear_gradient("L").resize(size), colours)


def shifted(picture: Image.Image, right: float, down: float) -> Image.Image:
    step = unit(picture)
    return ImageChops.offset(picture, round(right * step), round(down * step))
