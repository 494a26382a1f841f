"""What botocore's data keeps in a layer: the operations that our code names, and their shapes.

A client reads its service's whole model before its first call, and all that botocore knows of
AWS's hosts; most of a cold start was spent on what no function ever asks for.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import botocore
from botocore import xform_name

ROOT = Path(__file__).resolve().parent.parent
CODE = (ROOT / "layers" / "shared" / "python", ROOT / "functions")
MODEL = "service-2.json.gz"
# What libraries call in our stead, under names that our code does not need.
OF_LIBRARIES = {
    "dynamodb": {"TransactWriteItems"},  # PynamoDB's transactions
    "s3": {"CreateBucket", "HeadBucket"},  # botocore: the form of a POST's URL, a moved bucket
}

Model = dict[str, Any]


@cache
def operations(
    services: tuple[str, ...], code: tuple[Path, ...] = CODE
) -> dict[str, tuple[str, ...]]:
    """The operations of each service that `code` names, in either spelling, or a library calls.

    What is named nowhere cannot be called: neither as a method, nor by a string, nor by a grant.
    """
    named = _words(code)
    data = Path(botocore.__file__).parent / "data"
    return {service: tuple(_in_use(service, data / service, named)) for service in services}


def reduce(botocore_data: Path, services: tuple[str, ...]) -> None:
    """Cut the models and the hosts in a layer down to what these services need."""
    used, prefixes = operations(services), set()
    for service in services:
        path = _latest(botocore_data / service)
        model = reduced(_read(path), used[service])
        prefixes.add(model["metadata"]["endpointPrefix"])
        path.unlink()
        _write(path.with_suffix(""), model)
    hosts = botocore_data / "endpoints.json"
    _write(hosts, _hosts_of(json.loads(hosts.read_text()), prefixes))


def reduced(model: Model, used: Iterable[str]) -> Model:
    """The model with these operations alone, the shapes that they need, and no documentation."""
    kept = {name: model["operations"][name] for name in used}
    names = _shapes_of(model["shapes"], kept)
    shapes = {name: shape for name, shape in model["shapes"].items() if name in names}
    cut: Model = _without_documentation({"operations": kept, "shapes": shapes})
    return model | cut


def _in_use(service: str, folder: Path, named: set[str]) -> Iterator[str]:
    wanted = OF_LIBRARIES.get(service, set())
    for name in sorted(_read(_latest(folder))["operations"]):
        if name in wanted or name in named or xform_name(name) in named:
            yield name


def _words(code: tuple[Path, ...]) -> set[str]:
    files = [path for folder in code for path in sorted(folder.rglob("*.py"))]
    return {word for path in files for word in re.findall(r"\w+", path.read_text())}


def _shapes_of(shapes: Model, operations: Model) -> set[str]:
    """The names of all shapes that these operations reach."""
    found: set[str] = set()
    ahead = [*_references(operations)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _references(shapes[name])
    return found


def _references(part: Any) -> Iterator[str]:
    """What is named as {"shape": name} anywhere within."""
    if isinstance(part, dict):
        if isinstance(name := part.get("shape"), str):
            yield name
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _references(one)


def _without_documentation(part: Any) -> Any:
    """Text under that name is documentation; a field of that name is described by an object."""
    if isinstance(part, list):
        return [_without_documentation(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _without_documentation(value)
        for name, value in part.items()
        if not (name == "documentation" and isinstance(value, str))
    }


def _hosts_of(endpoints: Model, prefixes: set[str]) -> Model:
    """Every partition and region, with these services' hosts alone."""
    partitions = [
        {**one, "services": {name: it for name, it in one["services"].items() if name in prefixes}}
        for one in endpoints["partitions"]
    ]
    return {**endpoints, "partitions": partitions}


def _latest(folder: Path) -> Path:
    return max(folder.glob(f"*/{MODEL}"))


def _read(path: Path) -> Model:
    model: Model = json.loads(gzip.decompress(path.read_bytes()))
    return model


def _write(path: Path, content: Model) -> None:
    path.write_text(json.dumps(content, separators=(",", ":")))
