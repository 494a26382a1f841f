"""What the words say about light and season, laid over any style."""

import re

from PIL import Image, ImageChops

from local.stand_ins.painter.tones import grey, tones

MOODS = {
    r"at night|moonlight|midnight": ["#05081f", "#23357a", "#b9c8ff"],
    r"at sunset|at dusk|sunset": ["#3a0f3d", "#e0603a", "#ffe3a3"],
    r"at dawn|sunrise": ["#3c3a6b", "#e79aa8", "#fff1d0"],
    r"autumn|fall colou?rs": ["#34160c", "#c0601e", "#ffe2a0"],
    r"winter|snow|frost": ["#1c3550", "#8fb4d0", "#ffffff"],
    r"in spring|blossom": ["#3c4a2c", "#d98fae", "#fff4ee"],
    r"underwater|ocean depths": ["#02202e", "#0f8a94", "#c8fff0"],
}


def in_the_mood(picture: Image.Image, prompt: str) -> Image.Image:
    for words, colours in MOODS.items():
        if re.search(rf"\b(?:{words})", prompt.lower()):
            tinted = ImageChops.soft_light(picture, tones(grey(picture), colours))
            flat = tones(grey(picture), colours)
            return Image.blend(tinted, flat, 0.3)
    return picture
