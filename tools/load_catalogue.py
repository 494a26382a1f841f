"""Load the shipped catalogue: `python -m tools.load_catalogue --environment NAME`.

Safe to repeat: a category or style is known by its slug, and only what changed is written. What an
administrator has edited is left alone; what left the files is retired. Counters never move.
"""

import argparse
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from splashmy.core.clock import now
from splashmy.core.ids import CategoryId, ExampleId, StyleId
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import MEDIA, client
from splashmy.core.transactions import Transaction, transact
from splashmy.styles import catalogue
from splashmy.styles.catalogue import Catalogue
from splashmy.styles.records import Category, Example, SlugClaim, Style
from splashmy.styles.schemas import NewCategory, NewStyle
from tools.deployment import connect

CATALOGUE = Path(__file__).parents[1] / "catalogue"
NAMES = uuid5(NAMESPACE_URL, "https://splashmy.example/catalogue")
ABOUT = "examples/about.toml"
PARAMETERS = ("quality", "background", "output_format", "size")

Fields = dict[str, Any]
Entry = Category | Style


@dataclass(frozen=True)
class Shipped:
    """A category or style of the files, as it should be stored."""

    kind: type[Category] | type[Style]
    id: Any
    fields: Fields


def main() -> None:
    parser = argparse.ArgumentParser(description="Load the shipped catalogue.")
    parser.add_argument("--environment", default="local")
    connect(parser.parse_args().environment)
    print(f"{load()} written")


def load(folder: Path = CATALOGUE) -> int:
    """Make the stored catalogue what the files say, and return how many items were written."""
    stored, shipped = catalogue.read(), list(read(folder))
    written = sum(_write(one, _stored(stored, one.kind).get(one.id)) for one in shipped)
    retired = _retire(stored, {one.id for one in shipped})
    return written + retired + _illustrate(stored, shipped, folder)


def read(folder: Path) -> Iterator[Shipped]:
    for path in sorted(folder.glob("*.toml")):
        category_file = tomllib.loads(path.read_text())
        styles = category_file.pop("styles")
        category = Shipped(
            Category,
            _id("category", category_file["slug"]),
            NewCategory(**category_file).model_dump(mode="json"),
        )
        yield category
        for style in styles:
            fields = NewStyle(category_id=CategoryId(category.id), **style).model_dump(mode="json")
            yield Shipped(Style, _id("style", style["slug"]), fields)


def _id(kind: str, slug: str) -> Any:
    """The same for the same slug, wherever it is loaded."""
    return str(uuid5(NAMES, f"{kind}/{slug}"))


def _stored(stored: Catalogue, kind: type[Entry]) -> dict[str, Any]:
    if kind is Category:
        return dict(stored.categories)
    return {id: listed.style for id, listed in stored.styles.items()}


def _write(shipped: Shipped, stored: Entry | None) -> bool:
    """Write it unless it is so already, or an administrator rules it or its slug."""
    if stored and (not stored.is_shipped or _same(stored, shipped.fields)):
        return False
    kind, at = shipped.kind, now()
    entry = kind(*kind.key(shipped.id), id=shipped.id, slug=shipped.fields["slug"])
    fields = {**shipped.fields, "id": shipped.id, "is_shipped": True}
    if kind is Style:
        fields |= {
            "updated_at": at,
            "created_at": Style.created_at | at,
            "heat_at": Style.heat_at | at,
        }

    def write(transaction: Transaction) -> None:
        ours = SlugClaim.pk.does_not_exist() | (SlugClaim.owner_id == shipped.id)
        transaction.save(SlugClaim.of(entry), ours)
        actions = [getattr(kind, name).set(value) for name, value in fields.items()]
        transaction.update(entry, actions, kind.id.does_not_exist() | (kind.is_shipped == True))  # noqa: E712

    try:
        transact(write)
    except ConditionFailed:
        print(f"{shipped.fields['slug']} is left to its administrator")
        return False
    return True


def _same(stored: Entry, fields: Fields) -> bool:
    return all(getattr(stored, name) == value for name, value in fields.items())


def _retire(stored: Catalogue, kept: set[str]) -> int:
    """Nobody rules what the files don't name any more, so it is offered no longer."""
    everything: list[Entry] = [*stored.categories.values()]
    everything += [listed.style for listed in stored.styles.values()]
    gone = [one for one in everything if one.is_shipped and one.is_active and one.id not in kept]
    for one in gone:
        one.update([type(one).is_active.set(False)])
    return len(gone)


def _illustrate(stored: Catalogue, styles: list[Shipped], folder: Path) -> int:
    """One example of each style that has a picture; a new picture takes the place of the old."""
    about = tomllib.loads((folder / ABOUT).read_text()) if (folder / ABOUT).exists() else {}
    known = {one.id: one for listed in stored.styles.values() for one in listed.examples}
    pictured = [one for one in styles if (folder / _picture(one)).exists()]
    return sum(_show(one, folder, about, known) for one in pictured)


def _show(style: Shipped, folder: Path, about: Fields, known: dict[ExampleId, Example]) -> bool:
    original, picture = folder / "examples" / "original.webp", folder / _picture(style)
    example_id = _id("example", style.fields["slug"])
    example = Example(
        *Example.key(StyleId(style.id), ExampleId(example_id)),
        id=example_id,
        style_id=style.id,
        original_key=_key("original", original),
        styled_key=_key(style.fields["slug"], picture),
        prompt=about["prompt"],
        parameters={name: style.fields[f"default_{name}"] for name in PARAMETERS},
        is_preview=about["is_preview"],
        is_shipped=True,
        created_at=now(),
    )
    old = known.get(example_id)
    if old and (old.styled_key, old.original_key) == (example.styled_key, example.original_key):
        return False
    for key, path in ((example.original_key, original), (example.styled_key, picture)):
        _upload(key, path)
    example.save()
    return True


def _picture(style: Shipped) -> str:
    return f"examples/{style.fields['slug']}.webp"


def _key(name: str, path: Path) -> str:
    """Another picture gets another key, so that no cache shows the old one."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"catalogue/{name}/{digest}.webp"


def _upload(key: str, path: Path) -> None:
    client("s3").put_object(
        Bucket=MEDIA.id, Key=key, Body=path.read_bytes(), ContentType="image/webp"
    )


if __name__ == "__main__":
    main()
