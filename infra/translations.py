"""The catalogues of translations: one entry for every sentence, compiled for the shared layer."""

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from infra.sentences import sentences
from splashmy.core.i18n import DOMAIN, LANGUAGES, LOCALES, SOURCE

# Files that do not change by themselves.
WRITTEN = datetime(2026, 11, 25, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the files are stale")
    check = parser.parse_args().check
    stale = {path: raw for path, raw in files().items() if not _is(path, raw)}
    for path, raw in stale.items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        print(f"{'stale' if check else 'written'}: {path.name}")
    sys.exit(1 if check and stale else 0)


def files() -> dict[Path, bytes]:
    """Every catalogue as it should be: new sentences wait for their translation, old ones go."""
    written: dict[Path, bytes] = {}
    for language in LANGUAGES:
        if language != SOURCE:
            text, compiled, wanted = io.BytesIO(), io.BytesIO(), catalogue(language)
            write_po(text, wanted, width=100, omit_header=True, sort_output=True)
            write_mo(compiled, wanted)
            written |= {_path(language, "po"): text.getvalue()}
            written |= {_path(language, "mo"): compiled.getvalue()}
    return written


def catalogue(language: str) -> Catalog:
    known = _read(language)
    wanted = Catalog(language, creation_date=WRITTEN, revision_date=WRITTEN, charset="utf-8")
    for sentence in sorted(sentences()):
        found = known.get(sentence)
        wanted.add(sentence, found.string if found else "", flags=["python-brace-format"])
    return wanted


def _read(language: str) -> Catalog:
    path = _path(language, "po")
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, language)


def _path(language: str, suffix: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def _is(path: Path, raw: bytes) -> bool:
    return path.exists() and path.read_bytes() == raw


if __name__ == "__main__":
    main()
