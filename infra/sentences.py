"""Every sentence that the API says to people, found where it is written."""

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

from splashmy.core.details import SENTENCES
from splashmy.imaging import kinds

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "functions", ROOT / "layers" / "shared" / "python")
# What is made with a sentence: as its second argument, or as `message`.
MADE_WITH_ONE = {"Event", "Failure", "UnusablePicture", "endpoint"}


def sentences() -> set[str]:
    """In English, with the braces that their params fill."""
    written = {
        _text(message)
        for folder in SOURCES
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for message in _messages(node)
    }
    of_files = {kinds.NOT_A_PICTURE, *(one.refusal for one in kinds.FOREIGN)}
    return {*written, *SENTENCES.values(), *of_files} - {"", "OK"}


def _messages(node: ast.AST) -> list[ast.expr]:
    """Whatever is called a message where it is written."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in MADE_WITH_ONE:
            named = [one.value for one in node.keywords if one.arg == "message"]
            return named if name == "endpoint" else [*node.args[1:2], *named]
        case ast.Assign(targets=[ast.Name(id="message")], value=value):
            return [value]
        case ast.AnnAssign(target=ast.Name(id="message"), value=ast.expr() as value):
            return [value]
        case ast.Dict():
            pairs = zip(node.keys, node.values, strict=True)
            return [text for key, text in pairs if _text(key) == "message"]
    return []


def _text(node: ast.expr | None) -> str:
    """What `i18n.tell` looks up: each number that is put in stands as its place in braces."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_parts(node))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _parts(sentence: ast.JoinedStr) -> Iterator[str]:
    places = itertools.count()
    for part in sentence.values:
        yield _text(part) if isinstance(part, ast.Constant) else f"{{{next(places)}}}"
