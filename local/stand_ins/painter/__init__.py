"""Plays the image model in a local preview: repaints a photo, or paints a scene, with Pillow."""

from PIL import Image, ImageDraw, ImageFont, ImageOps

from local.stand_ins.painter.cutout import subject
from local.stand_ins.painter.moods import in_the_mood
from local.stand_ins.painter.recognition import effect_for
from local.stand_ins.painter.scenes import scene
from local.stand_ins.painter.tones import downward, unit

Size = tuple[int, int]


def transform(
    photo: Image.Image,
    prompt: str,
    size: Size,
    *,
    mask: Image.Image | None = None,
    transparent: bool = False,
) -> Image.Image:
    """The photo cropped to `size` in the style the prompt names, where the mask is transparent if
    there is one; the same every time.
    """
    fitted = ImageOps.fit(photo.convert("RGBA"), size, Image.Resampling.LANCZOS)
    picture = _paint(_on_paper(fitted), prompt, fitted.getchannel("A"), transparent)
    if mask:
        kept = ImageOps.fit(mask.convert("RGBA"), size).getchannel("A")
        picture = Image.composite(fitted.convert(picture.mode), picture, kept)
    return _marked(picture)


def imagine(prompt: str, size: Size, *, transparent: bool = False) -> Image.Image:
    """A scene of what the prompt names, in the style it names; the same every time."""
    return _marked(_paint(scene(prompt, size), prompt, Image.new("L", size, 255), transparent))


def _paint(photo: Image.Image, prompt: str, alpha: Image.Image, transparent: bool) -> Image.Image:
    picture = effect_for(prompt)(photo)
    seen_through = alpha.histogram()[255] < alpha.width * alpha.height
    if seen_through:
        picture.putalpha(alpha)
    elif transparent and picture.mode == "RGB":
        picture.putalpha(subject(photo))
    colours = in_the_mood(picture.convert("RGB"), prompt)
    if picture.mode == "RGB":
        return colours
    colours.putalpha(picture.getchannel("A"))
    return colours if transparent or seen_through else _on_paper(colours)


def _on_paper(picture: Image.Image) -> Image.Image:
    ground = downward(picture.size, ["#fbe4d0", "#d9e6f2"]).convert("RGBA")
    return Image.alpha_composite(ground, picture).convert("RGB")


def _marked(picture: Image.Image) -> Image.Image:
    """The word "preview" in the lower right corner."""
    step, layer = unit(picture), Image.new("RGBA", picture.size)
    pen, font = ImageDraw.Draw(layer), ImageFont.load_default(max(9, 20 * step))
    at = (picture.width - 14 * step, picture.height - 10 * step)
    pen.text(at, "preview", "#ffffffb0", font, "rs", stroke_width=2 * step, stroke_fill="#00000060")
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert(picture.mode)
