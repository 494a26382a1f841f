"""Pictures of pictures: the before/after sheet of a job and the gallery of all styles."""

import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

PAPER, INK, QUIET, LINE = "#f7f4ee", "#211d2b", "#77707f", "#ded7ca"
ACCENTS = ("#ff6fa5", "#ff9f1c", "#3a9d78", "#2f6690", "#8f5bd6")
SIDE, GAP, MARGIN = 860, 48, 72


def before_after(
    before: Path, after: Path, *, style: str, prompt: str, path: Path, note: str
) -> None:
    """One PNG: the upload on the left, the result on the right, what was asked below."""
    pictures = [_fitted(before, SIDE), _fitted(after, SIDE)]
    height = max(picture.height for picture in pictures)
    said = textwrap.wrap(f"“{prompt}”", 96)[:3] if prompt else []
    sheet = Image.new("RGB", (2 * SIDE + GAP + 2 * MARGIN, height + 340 + 40 * len(said)), PAPER)
    _heading(sheet, "SplashMy", style)
    for index, (picture, caption) in enumerate(zip(pictures, ("Before", "After"), strict=True)):
        left = MARGIN + index * (SIDE + GAP) + (SIDE - picture.width) // 2
        top = 150 + (height - picture.height) // 2
        _mounted(sheet, picture, (left, top))
        _write(sheet, (MARGIN + index * (SIDE + GAP), height + 176), caption, 26, INK)
    for index, line in enumerate(said):
        _write(sheet, (MARGIN, height + 232 + 40 * index), line, 28, INK)
    _footer(sheet, note)
    sheet.save(path, optimize=True)


def contact_sheet(
    pictures: list[tuple[str, Path]], path: Path, title: str, *, note: str = ""
) -> None:
    """A grid of named pictures; "Category / Name" starts a row for each new category."""
    rows = _rows(pictures)
    side, gap, columns = 300, 28, 7
    height = sum(60 * bool(name) + 262 * -(-len(group) // columns) for name, group in rows)
    sheet = Image.new(
        "RGB", (columns * side + (columns - 1) * gap + 2 * MARGIN, height + 270), PAPER
    )
    _heading(sheet, title, f"{len(pictures)} styles")
    top = 150
    for index, (category, group) in enumerate(rows):
        if category:
            accent = ACCENTS[index % len(ACCENTS)]
            ImageDraw.Draw(sheet).rectangle((MARGIN, top + 8, MARGIN + 8, top + 34), accent)
            _write(sheet, (MARGIN + 22, top + 6), category, 26, INK)
            top += 60
        for place, (name, picture) in enumerate(group):
            left = MARGIN + place % columns * (side + gap)
            down = top + place // columns * 262
            small = ImageOps.fit(_opened(picture), (side, 200), Image.Resampling.LANCZOS)
            _mounted(sheet, small, (left, down))
            _write(sheet, (left, down + 208), name, 20, QUIET)
        top += 262 * -(-len(group) // columns)
    _footer(sheet, note)
    sheet.save(path, optimize=True)


def _rows(pictures: list[tuple[str, Path]]) -> list[tuple[str, list[tuple[str, Path]]]]:
    rows: dict[str, list[tuple[str, Path]]] = {}
    for label, picture in pictures:
        category, _, name = label.rpartition(" / ")
        rows.setdefault(category, []).append((name, picture))
    return list(rows.items())


def _opened(path: Path) -> Image.Image:
    """Upright, with a checkerboard where it is transparent."""
    with Image.open(path) as stored:
        picture = ImageOps.exif_transpose(stored).convert("RGBA")
    board = Image.new("RGB", (2, 2), "#ffffff")
    board.putpixel((0, 0), (226, 222, 228))
    board.putpixel((1, 1), (226, 222, 228))
    ground = Image.new("RGBA", picture.size, "#ffffff")
    tile = board.resize((48, 48), Image.Resampling.NEAREST)
    for x in range(0, picture.width, 48):
        for y in range(0, picture.height, 48):
            ground.paste(tile, (x, y))
    return Image.alpha_composite(ground, picture).convert("RGB")


def _fitted(path: Path, side: int) -> Image.Image:
    return ImageOps.contain(_opened(path), (side, side), Image.Resampling.LANCZOS)


def _mounted(sheet: Image.Image, picture: Image.Image, at: tuple[int, int]) -> None:
    """With a soft shadow and rounded corners."""
    left, top = at
    radius = max(8, picture.width // 60)
    shape = Image.new("L", (picture.width * 2, picture.height * 2))
    ImageDraw.Draw(shape).rounded_rectangle(
        (0, 0, shape.width - 1, shape.height - 1), radius * 2, 255
    )
    mask = shape.resize(picture.size, Image.Resampling.LANCZOS)
    shadow = Image.new("L", (picture.width + 80, picture.height + 80))
    shadow.paste(mask.point([v // 3 for v in range(256)]), (40, 52))
    soft = shadow.filter(ImageFilter.GaussianBlur(14))
    sheet.paste("#2a2036", (left - 40, top - 40), soft)
    sheet.paste(picture, at, mask)


def _heading(sheet: Image.Image, title: str, detail: str) -> None:
    _write(sheet, (MARGIN, 50), title, 48, INK)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(34)
    pen.text((sheet.width - MARGIN, 62), detail, QUIET, font, "ra")
    for index, accent in enumerate(ACCENTS):
        left = MARGIN + index * 34
        pen.rounded_rectangle((left, 116, left + 26, 122), 3, accent)


def _footer(sheet: Image.Image, note: str) -> None:
    line = sheet.height - 78
    ImageDraw.Draw(sheet).line((MARGIN, line, sheet.width - MARGIN, line), LINE, 2)
    _write(sheet, (MARGIN, line + 18), note, 22, QUIET)


def _write(sheet: Image.Image, at: tuple[int, int], text: str, size: int, colour: str) -> None:
    ImageDraw.Draw(sheet).text(at, text, colour, ImageFont.load_default(size))
