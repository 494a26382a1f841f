"""An example of everything that the API takes and answers, made from its schemas.

`examples.json` says what a field is like, by its name or by its model's; together they are one
example: Ana turns a photograph into a watercolor. A field that is not there is shown by its
`Field(examples=...)`, its default, or the first thing that its type allows.
"""

import json
from pathlib import Path
from typing import Any

from splashmy.core.errors import ApiError, InvalidRequest

Schema = dict[str, Any]

TABLE = json.loads(Path(__file__).with_suffix(".json").read_text())
FAULT = {
    "field": "page_size",
    "code": "too_large",
    "message": "Use 50 or less.",
    "params": {"max": 50},
}
MOMENT = "2026-11-23T12:22:54.196991Z"
OF_TYPE: dict[str, Any] = {"boolean": False, "integer": 1, "number": 1.0, "null": None}


def of(schema: Schema, schemas: dict[str, Schema], *, model: str = "", field: str = "") -> Any:
    """An example of a schema, which stands for this field of this model."""
    known = TABLE["fields"] | TABLE["models"].get(model, {})
    if "examples" in schema:
        return schema["examples"][0]
    if field in known:
        return known[field]
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return TABLE["whole"].get(name) or of(schemas[name], schemas, model=name)
    if "anyOf" in schema:
        return of(schema["anyOf"][0], schemas, model=model, field=field)
    if "properties" in schema:
        named = schema["properties"].items()
        return {name: of(one, schemas, model=model, field=name) for name, one in named}
    return _leaf(schema, schemas)


def of_answer(schema: Schema, schemas: dict[str, Schema], *, operation: str, message: str) -> Any:
    """An example of an envelope, with what is particular to the operation of this id."""
    particular = {"message": message}
    if operation in TABLE["operations"]:
        particular["data"] = TABLE["operations"][operation]
    return _with(of(schema, schemas), particular)


def _with(example: Any, particular: Any) -> Any:
    if not (isinstance(example, dict) and isinstance(particular, dict)):
        return particular
    return example | {name: _with(example[name], one) for name, one in particular.items()}


def _leaf(schema: Schema, schemas: dict[str, Schema]) -> Any:
    match schema:
        case {"const": value} | {"default": value} | {"enum": [value, *_]}:
            return value
        case {"type": "array", "items": items}:
            return [of(items, schemas)]
        case {"oneOf": [first, *_]}:
            return of(first, schemas)
        case {"type": "object"}:
            return {}
        case {"format": "date-time"}:
            return MOMENT
        case {"type": "string"}:
            return schema.get("title", "string")
    return schema.get("minimum", OF_TYPE[schema["type"]])


def of_error(error: type[ApiError]) -> Schema:
    """An example object of OpenAPI: the envelope of an error."""
    body = {
        "code": error.code(),
        "details": [FAULT] if error is InvalidRequest else [],
        "request_id": TABLE["fields"]["request_id"],
    }
    envelope = {"success": False, "message": error.message, "error": body}
    return {"summary": error.message, "value": envelope}
