"""`python -m tools.load_catalogue`"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_categories.handler import handler as list_categories
from functions.styles.list_styles.handler import handler as list_styles
from functions.styles.rate_style.handler import handler as rate_style
from functions.styles.update_style.handler import handler as update_style
from local.servers import ROOT
from splashmy.styles.records import CATALOGUE, CatalogueItem
from tests.client import Client
from tests.factories.styles import a_style
from tests.users import Accounts
from tools import load_catalogue

pytestmark = pytest.mark.usefixtures("catalogue")

CATEGORY = """
name = "Glass"
slug = "{slug}"
description = "Blown and cut."
icon = "glass"
color = "#88ccee"
sort_order = 0
"""
STYLE = """
[[styles]]
name = "Marble"
slug = "{slug}"
description = "{description}"
prompt_template = "A marble: {{original_prompt}}"
sort_order = 1
"""


class Folder:
    """The shipped files with one more of a test's own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path / "zz-glass.toml"
        self.slug = f"glass-{uuid4()}"
        shutil.copytree(load_catalogue.CATALOGUE, path, dirs_exist_ok=True)
        self.write("Round.")

    def write(self, description: str, *, slug: str | None = None) -> None:
        style = STYLE.format(slug=slug or self.slug, description=description)
        self.file.write_text(CATEGORY.format(slug=self.slug) + style)

    def load(self) -> int:
        return load_catalogue.load(self.path)


@pytest.fixture
def folder(tmp_path: Path, catalogue: None) -> Iterator[Folder]:
    yield Folder(tmp_path / "catalogue")
    load_catalogue.load()


def stored() -> list[Any]:
    return [item.serialize() for item in CatalogueItem.query(CATALOGUE)]


def found(client: Client, folder: Folder) -> dict[str, object]:
    (style,) = client.call(list_styles, query={"category": folder.slug}).results
    return dict(style)


def test_a_second_load_changes_nothing(client: Client, folder: Folder) -> None:
    first = folder.load()
    before = stored()

    second = folder.load()

    assert (first, second) == (2, 0)
    assert stored() == before


def test_only_what_changed_in_the_files_is_written(client: Client, folder: Folder) -> None:
    folder.load()
    style_id = found(client, folder)["id"]
    folder.write("Rounder.")

    written = folder.load()

    shown = client.call(get_style, style_id=style_id).data
    assert (written, shown["description"]) == (1, "Rounder.")


def test_ratings_survive_a_load(client: Client, folder: Folder) -> None:
    folder.load()
    style_id = found(client, folder)["id"]
    client.call(rate_style, caller="ana", style_id=style_id, body={"rating": 5})
    folder.write("Rounder.")

    folder.load()

    shown = client.call(get_style, style_id=style_id).data
    assert (shown["total_ratings"], shown["average_rating"]) == (1, 5)


def test_what_left_the_files_is_retired_until_it_comes_back(client: Client, folder: Folder) -> None:
    folder.load()
    style_id, text = found(client, folder)["id"], folder.file.read_text()

    folder.file.unlink()
    retired = folder.load()
    gone = client.call(get_style, style_id=style_id)
    categories = client.listed(list_categories)
    folder.file.write_text(text)
    returned = folder.load()

    assert (retired, gone.status, returned) == (2, 404, 2)
    assert folder.slug not in [one["slug"] for one in categories]
    assert client.call(get_style, style_id=style_id).status == 200


def test_what_an_administrator_changed_is_never_touched_again(
    client: Client, accounts: Accounts, folder: Folder
) -> None:
    folder.load()
    style_id, admin = found(client, folder)["id"], accounts.new(admin=True)
    client.call(update_style, caller=admin, style_id=style_id, body={"name": "Ours"})

    folder.write("Rounder.")
    written = folder.load()

    shown = client.call(get_style, style_id=style_id).data
    assert (written, shown["name"], shown["description"]) == (0, "Ours", "Round.")


def test_a_style_of_an_administrator_is_not_retired(
    client: Client, accounts: Accounts, folder: Folder
) -> None:
    folder.load()
    style_id, admin = found(client, folder)["id"], accounts.new(admin=True)
    client.call(update_style, caller=admin, style_id=style_id, body={"name": "Ours"})

    folder.write("Round.", slug=f"other-{uuid4()}")
    folder.load()

    assert client.call(get_style, style_id=style_id).status == 200


def test_a_slug_that_an_administrator_has_taken_is_left_to_them(
    client: Client, folder: Folder
) -> None:
    theirs = a_style(slug=folder.slug, description="Theirs.")

    written = folder.load()

    assert written == 1
    assert client.call(list_styles, query={"category": folder.slug}).results == []
    assert client.call(get_style, style_id=theirs.id).data["description"] == "Theirs."


def test_the_command_loads_an_environment() -> None:
    command = [sys.executable, "-m", "tools.load_catalogue", "--environment", "local"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout) == (0, "0 written\n"), result.stderr
