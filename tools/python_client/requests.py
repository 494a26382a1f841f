"""The client's requests: one typed function for each operation, which calls nobody."""

from collections.abc import Iterable, Iterator

from tools.python_client.models import HEADER
from tools.python_client.schemas import Json, Operation, referred, type_name

IMPORTS = """
from typing import Any, Literal, Unpack

from pydantic import TypeAdapter

from splashmy_client import bodies, models
from splashmy_client.requests import ListRequest, Request
"""
SIMPLE = {"boolean": "bool", "integer": "int", "number": "float", "string": "str", "null": "None"}


def module(operations: Iterable[Operation], schemas: dict[str, Json]) -> str:
    functions = [_function(one, schemas) for one in operations]
    return "\n\n".join([f"{HEADER}{IMPORTS}", *functions])


def _function(operation: Operation, schemas: dict[str, Json]) -> str:
    kind = "ListRequest" if operation.is_list else "Request"
    answer = annotation(operation.answer, schemas)
    lines = [
        f"def {operation.name}({', '.join(_arguments(operation, schemas))}) -> {kind}[{answer}]:",
        f'    """{operation.summary}"""',
        f"    return {kind}({', '.join(_request(operation, answer))})",
    ]
    return "\n".join(lines)


def _arguments(operation: Operation, schemas: dict[str, Json]) -> Iterator[str]:
    for one in operation.parameters_in("path"):
        yield f"{one['name']}: str"
    query = operation.parameters_in("query")
    if query:
        yield "*"
    for one in query:
        kind = annotation(one["schema"], schemas)
        yield f"{one['name']}: {kind}{'' if 'None' in kind else ' | None'} = None"
    if operation.body:
        yield f"**body: Unpack[bodies.{type_name(operation.body)}]"


def _request(operation: Operation, answer: str) -> Iterator[str]:
    yield f'"{operation.method}"'
    yield f'{"f" if "{" in operation.path else ""}"{operation.path}"'
    yield f"TypeAdapter({answer})"
    query = [f'"{one["name"]}": {one["name"]}' for one in operation.parameters_in("query")]
    if query:
        yield f"query={{{', '.join(query)}}}"
    if operation.body:
        yield "body={**body}" if operation.body_is_required else "body={**body} or None"
    if operation.takes_key:
        yield "takes_key=True"
    if not operation.is_signed:
        yield "is_signed=False"


def annotation(schema: Json, schemas: dict[str, Json]) -> str:
    """A schema as a type; a named enumeration as its values."""
    if "$ref" in schema:
        named = schemas[referred(schema)]
        is_model = named.get("type") == "object"
        return f"models.{type_name(referred(schema))}" if is_model else annotation(named, schemas)
    if "anyOf" in schema or "oneOf" in schema:
        choices: list[Json] = schema.get("anyOf") or schema["oneOf"]
        kinds = (annotation(one, schemas) for one in choices)
        return " | ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
    if schema.get("type") == "array":
        return f"list[{annotation(schema['items'], schemas)}]"
    return SIMPLE.get(schema.get("type", ""), "Any")
