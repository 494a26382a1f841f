"""One picture of every catalogue style, painted by the preview: examples and their sheet."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from local.servers import ROOT
from local.sheet import contact_sheet
from local.stand_ins import painter
from local.stand_ins.pictures import SOFTWARE, software_tag

CATALOGUE = ROOT / "catalogue"
EXAMPLES = CATALOGUE / "examples"
SHEET = ROOT / "docs" / "gallery.jpg"
PROMPT = "A quiet morning, soft light."
_SIZE = (768, 512)
_SHOWN = (480, 320)


def paint(
    photo: Path, show: Callable[[str], None], *, examples: Path = EXAMPLES, sheet: Path = SHEET
) -> None:
    """Paint `photo` in every style into `examples`, and lay them all out on `sheet`."""
    examples.mkdir(parents=True, exist_ok=True)
    with Image.open(photo) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    _save(ImageOps.fit(upright, _SHOWN, Image.Resampling.LANCZOS), examples / "original.webp")
    (examples / "about.toml").write_text(
        f'# Painted by `make gallery` from local/photograph.jpg.\nprompt = "{PROMPT}"\n'
        "is_preview = true\n"
    )
    pictures = []
    for category, style in _styles():
        show(f"Painting {style['name']}")
        prompt = style["prompt_template"].replace("{original_prompt}", PROMPT)
        picture = painter.transform(upright, prompt, _SIZE)
        path = examples / f"{style['slug']}.webp"
        _save(picture.resize(_SHOWN, Image.Resampling.LANCZOS), path)
        pictures.append((f"{category} / {style['name']}", path))
    contact_sheet(pictures, sheet, "SplashMy", note=SOFTWARE)


def _save(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").save(path, "WEBP", quality=72, method=6, exif=software_tag())


def _styles() -> Iterator[tuple[str, dict[str, Any]]]:
    files = (tomllib.loads(file.read_text()) for file in CATALOGUE.glob("*.toml"))
    for category in sorted(files, key=lambda category: int(category["sort_order"])):
        for style in category["styles"]:
            yield category["name"], style
