"""What of the API's document the client is made from: operations, and the schemas they carry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

PREFIX = "/api/v1"
METHODS = ("get", "post", "put", "patch", "delete")
# The deployment validates these, in its own words; a client that repeats them goes stale.
RULES = {
    "additionalProperties", "default", "description", "examples", "exclusiveMaximum",
    "exclusiveMinimum", "format", "maxItems", "maxLength", "maxProperties", "maximum", "minItems",
    "minLength", "minProperties", "minimum", "pattern", "title", "uniqueItems",
}  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """`answer` is the schema inside the envelope: of `data`, or of one result of a list."""

    name: str
    method: str
    path: str
    summary: str
    parameters: list[Json]
    body: str
    body_is_required: bool
    answer: Json
    is_list: bool
    is_signed: bool

    @property
    def takes_key(self) -> bool:
        return any(one["name"] == "Idempotency-Key" for one in self.parameters)

    def parameters_in(self, place: str) -> list[Json]:
        return [one for one in self.parameters if one["in"] == place]


def operations(document: Json) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method])


def answer_schemas(document: Json) -> dict[str, Json]:
    """Every schema that a caller is answered with, envelopes apart."""
    return _reachable(document, *(one.answer for one in operations(document)))


def body_schemas(document: Json) -> dict[str, Json]:
    """Every schema that a caller sends."""
    bodies = ({"$ref": f"/{one.body}"} for one in operations(document) if one.body)
    return _reachable(document, *bodies)


def type_name(schema_name: str) -> str:
    """The name of a schema, as the generated classes have it."""
    parts = schema_name.replace("-", "_").split("_")
    return "".join(part[:1].upper() + part[1:] for part in parts)


def referred(schema: Json) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _operation(document: Json, path: str, method: str, found: Json) -> Operation:
    body = found.get("requestBody", {})
    answer, is_list = _inside_envelope(document, found)
    return Operation(
        name=found["operationId"],
        method=method.upper(),
        path=path.removeprefix(PREFIX),
        summary=found.get("summary", ""),
        parameters=[_resolved(document, one) for one in found.get("parameters", [])],
        body=referred(_json_schema(body)) if body else "",
        body_is_required=body.get("required", False),
        answer=answer,
        is_list=is_list,
        is_signed=found.get("security") != [],
    )


def _inside_envelope(document: Json, operation: Json) -> tuple[Json, bool]:
    success = next(value for code, value in operation["responses"].items() if code[0] == "2")
    envelope = _resolved(document, _json_schema(_resolved(document, success)))["properties"]
    if "pagination" in envelope:
        page = _resolved(document, envelope["pagination"])
        return page["properties"]["results"]["items"], True
    return envelope["data"], False


def _json_schema(message: Json) -> Json:
    schema: Json = message["content"]["application/json"]["schema"]
    return schema


def _resolved(document: Json, part: Json) -> Json:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def _reachable(document: Json, *roots: Json) -> dict[str, Json]:
    """The named schemas that are used in `roots`, and in those, without their rules."""
    schemas, found = document["components"]["schemas"], set[str]()
    waiting = [name for root in roots for name in _names(root)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _names(schemas[name])
    return {name: _plain(schemas[name]) for name in schemas if name in found}


def _names(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for one in schema:
            yield from _names(one)
    elif isinstance(schema, dict):
        if "$ref" in schema:
            yield referred(schema)
        for one in schema.values():
            yield from _names(one)


def _plain(schema: Json) -> Json:
    """A named schema keeps its description; its fields keep their types."""
    described = {key: schema[key] for key in ("description",) if key in schema}
    return {**described, **_without_rules(schema)}


def _without_rules(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_rules(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not _is_rule(key, value, schema)}
    return {
        key: {name: _without_rules(field) for name, field in value.items()}
        if key == "properties"
        else _without_rules(value)
        for key, value in kept.items()
    }


def _is_rule(key: str, value: Any, schema: Json) -> bool:
    typed = (key == "format" and value == "date-time") or isinstance(value, dict)
    return key in RULES and not typed
