"""What the Rekognition stand-in sees in a picture: a little, from its colours, always the same."""

import colorsys
from typing import Any

from PIL import Image, ImageFilter, ImageStat

CERTAIN = 98.0  # percent

Label = dict[str, Any]

_HUES = (  # degrees, name, parent
    (20, "Sunset", "Nature"),
    (45, "Wood", "Material"),
    (70, "Sunlight", "Nature"),
    (165, "Plant", "Nature"),
    (260, "Sky", "Nature"),
    (330, "Flower", "Plant"),
    (361, "Sunset", "Nature"),
)


def moderation(picture: Image.Image) -> list[Label]:
    if not _is_nearly_all_red(picture):
        return []
    return [
        _moderation_label("Graphic Violence", "Violence", 2),
        _moderation_label("Violence", "", 1),
    ]


def content(picture: Image.Image) -> list[Label]:
    """Most certain first."""
    red, green, blue = ImageStat.Stat(picture.resize((64, 64))).mean
    hue, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    found = [
        _by_lightness(lightness),
        _by_hue(hue * 360, saturation),
        _by_detail(picture),
        _label("Landscape" if picture.width > picture.height else "Portrait", "Photography", 62.0),
    ]
    return sorted(found, key=lambda label: -float(label["Confidence"]))


def _is_nearly_all_red(picture: Image.Image) -> bool:
    red, green, blue = picture.resize((32, 32), Image.Resampling.BOX).split()
    pixels = zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    return sum(r > 235 and g < 40 and b < 40 for r, g, b in pixels) > 0.95 * 32 * 32


def _by_lightness(lightness: float) -> Label:
    name = "Night" if lightness < 0.25 else "Daylight" if lightness > 0.6 else "Outdoors"
    return _label(name, "Nature", 70 + 25 * abs(lightness - 0.5))


def _by_hue(degrees: float, saturation: float) -> Label:
    if saturation < 0.08:
        return _label("Monochrome", "Photography", 90 - 100 * saturation)
    name, parent = next((name, parent) for end, name, parent in _HUES if degrees < end)
    return _label(name, parent, min(96.0, 72 + 40 * saturation))


def _by_detail(picture: Image.Image) -> Label:
    edges = picture.convert("L").resize((128, 128)).filter(ImageFilter.FIND_EDGES)
    detail = ImageStat.Stat(edges).mean[0]
    return _label("Texture" if detail > 20 else "Art", "Pattern", min(94.0, 64 + detail))


def _label(name: str, parent: str, confidence: float) -> Label:
    return {
        "Name": name,
        "Confidence": round(confidence, 4),
        "Instances": [],
        "Parents": [{"Name": parent}],
        "Aliases": [],
        "Categories": [],
    }


def _moderation_label(name: str, parent: str, level: int) -> Label:
    return {"Name": name, "ParentName": parent, "Confidence": CERTAIN, "TaxonomyLevel": level}
