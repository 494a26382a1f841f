"""The schemas of the API's document, as generators of clients want them."""

import json
import re
from typing import Any

Json = dict[str, Any]

REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')


def for_clients(document: Json) -> Json:
    """The same document: every schema has one name, its title; no field has a title."""
    return _named(_without_titles_of_fields(document))


def used(schemas: Json, paths: str) -> Json:
    """The schemas that the paths refer to, and those that these refer to."""
    found: Json = {}
    while (names := set(REFERENCE.findall(paths + json.dumps(found)))) != found.keys():
        found = {name: schemas[name] for name in sorted(names)}
    return found


def _without_titles_of_fields(node: Any) -> Any:
    """Pydantic titles a field after its name, which says nothing; clients name types by titles."""
    if isinstance(node, list):
        return [_without_titles_of_fields(one) for one in node]
    if not isinstance(node, dict):
        return node
    without = {name: _without_titles_of_fields(one) for name, one in node.items()}
    for field in (*without.get("properties", {}).values(), without.get("schema", {})):
        if isinstance(field, dict):
            field.pop("title", None)
    return without


def _named(document: Json) -> Json:
    """`Success_JobAnswer_`, as Pydantic has it, is `SuccessJobAnswer`."""
    names = {name: re.sub(r"\W|_", "", name) for name in document["components"]["schemas"]}
    text = REFERENCE.sub(
        lambda found: f'"#/components/schemas/{names[found[1]]}"', json.dumps(document)
    )
    named: Json = json.loads(text)
    schemas = named["components"]["schemas"]
    named["components"]["schemas"] = {
        names[name]: schemas[name] | {"title": names[name]} for name in sorted(schemas)
    }
    return named
