"""Every picture becomes 8-bit sRGB, in RGB or RGBA, whatever its file describes."""

from io import BytesIO

from PIL import Image, ImageCms

from splashmy.core.log import logger
from splashmy.imaging.failures import DAMAGE

SRGB_NAMES = ("sRGB", "sRGB IEC61966-2.1", "sRGB built-in")
HIGH_BYTE = [value >> 8 for value in range(65_536)]


def in_eight_bits(source: Image.Image, grey_depth: int = 8) -> Image.Image:
    """Decoded, in L, LA, RGB, RGBA or CMYK. `grey_depth`: the bits of a grey PNG's samples."""
    source.load()
    transparent = source.info.get("transparency")
    if source.mode.startswith(("I", "F")):
        return _high_bytes(source, transparent)
    if source.mode == "L" and isinstance(transparent, int) and grey_depth < 8:
        source.info["transparency"] = transparent * 255 // (2**grey_depth - 1)
    if source.mode == "RGB" and isinstance(transparent, tuple) and max(transparent) > 255:
        source.info["transparency"] = tuple(value >> 8 for value in transparent)
    return _plain(source)


def _high_bytes(source: Image.Image, transparent: int | None) -> Image.Image:
    """The one value that a file calls transparent is compared in all of its 16 bits."""
    values = source.convert("I")
    grey = values.point(HIGH_BYTE, "L")
    if transparent is None:
        return grey
    visible = values.point([255 * (value != transparent) for value in range(65_536)], "L")
    return Image.merge("LA", (grey, visible))


def _plain(source: Image.Image) -> Image.Image:
    if source.has_transparency_data:
        grey = source.mode in ("L", "LA", "La")
        wanted = "LA" if grey else "RGBA"
    else:
        wanted = {"1": "L", "L": "L", "CMYK": "CMYK"}.get(source.mode, "RGB")
    return source if source.mode == wanted else source.convert(wanted)


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In RGB or RGBA; a profile that cannot be used is no reason to refuse a picture."""
    if picture.mode in ("LA", "RGBA"):
        colours = _converted(picture.convert(picture.mode[:-1]), profile)
        colours.putalpha(picture.getchannel("A"))
        return colours
    return _converted(picture, profile)


def _converted(opaque: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            return _by_profile(opaque, profile)
        except (ImageCms.PyCMSError, *DAMAGE) as error:
            logger.info("A colour profile is not usable", exc_info=error)
    return _in_rgb(opaque)


def _in_rgb(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "RGB" else picture.convert("RGB")  # which copies


def _by_profile(opaque: Image.Image, content: bytes) -> Image.Image:
    profile = ImageCms.getOpenProfile(BytesIO(content))
    if opaque.mode == "L" and profile.profile.xcolor_space.strip() == "RGB":
        opaque = opaque.convert("RGB")
    if ImageCms.getProfileDescription(profile).strip() in SRGB_NAMES:
        return _in_rgb(opaque)
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(opaque, profile, srgb, outputMode="RGB")
    return converted or _in_rgb(opaque)


def without_hidden_colours(picture: Image.Image) -> Image.Image:
    """RGB if nothing is transparent; else RGBA, black where nothing can be seen."""
    if picture.mode != "RGBA":
        return picture
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return picture.convert("RGB")
    invisible = alpha.point([255] + [0] * 255)
    picture.paste((0, 0, 0, 0), mask=invisible)
    return picture
