"""One picture of every catalogue style, painted by the preview without a running stack."""

import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from local.servers import ROOT
from local.sheet import contact_sheet
from local.stand_ins import painter

_SIZE = (768, 512)


def paint(photo: Path, path: Path, show: Callable[[str], None]) -> None:
    """The contact sheet of all styles goes to `path`."""
    with Image.open(photo) as opened, tempfile.TemporaryDirectory() as folder:
        upright = ImageOps.exif_transpose(opened)
        pictures = []
        for category, style in _styles():
            show(f"Painting {style['name']}")
            picture = Path(folder) / f"{style['slug']}.png"
            painter.transform(upright, style["prompt_template"], _SIZE).save(picture)
            pictures.append((f"{category} / {style['name']}", picture))
        path.parent.mkdir(parents=True, exist_ok=True)
        contact_sheet(pictures, path, "SplashMy")


def _styles() -> Iterator[tuple[str, dict[str, Any]]]:
    files = (tomllib.loads(file.read_text()) for file in (ROOT / "catalogue").glob("*.toml"))
    for category in sorted(files, key=lambda category: int(category["sort_order"])):
        for style in category["styles"]:
            yield category["name"], style
