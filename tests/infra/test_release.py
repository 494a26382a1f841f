"""What a visitor of the repository reads first, against what it says of."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from infra import document
from infra.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
RELEASE = re.compile(r"^## \[(\d[\w.]*)\] - \d{4}-\d\d-\d\d$", re.MULTILINE)
CALL = re.compile(
    r"curl \S+?(/api\S+) .* --json '(\{.*?\})'\n```.*?```json\n(\{.*?\})\n```", re.DOTALL
)


def test_the_newest_release_is_the_one_that_the_document_shows() -> None:
    newest = RELEASE.findall((ROOT / "CHANGELOG.md").read_text())[0]

    shown = json.loads((ROOT / "docs/openapi.json").read_text())["info"]["version"]
    assert newest == shown == VERSION


def test_the_readme_shows_a_call_and_its_answer_as_the_document_has_them() -> None:
    found = CALL.search((ROOT / "README.md").read_text())

    assert found
    operation = document.openapi()["paths"][found[1]]["post"]
    request = operation["requestBody"]["content"]["application/json"]["example"]
    answer = operation["responses"]["202"]["content"]["application/json"]["example"]
    assert json.loads(found[2]).items() <= request.items()
    assert _is_part(json.loads(found[3]), answer)


def _is_part(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return all(name in whole and _is_part(one, whole[name]) for name, one in part.items())
    return bool(part == whole)


def test_every_lock_is_kept_up_to_date() -> None:
    settings = (ROOT / ".github/dependabot.yml").read_text()
    (watched,) = re.findall(r"directories: (\[.*\])", settings)

    sources = [
        *ROOT.glob("requirements*.in"),
        *ROOT.glob("layers/*/requirements.in"),
        *ROOT.glob("local/**/requirements.in"),
    ]
    for source in sources:
        folder = f"/{source.parent.relative_to(ROOT).as_posix()}".removesuffix("/.")
        assert any(fnmatch(folder or "/", one) for one in json.loads(watched)), source
