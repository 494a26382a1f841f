"""The generated documentation."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel, TypeAdapter

from infra import answers, catalog, docs, examples
from infra.gateway_responses import RESPONSES
from splashmy.web import Endpoint, RequestModel, UpdateModel
from splashmy.web.envelope import Failure
from splashmy.web.serving import API_PREFIX

Json = dict[str, Any]
# As it is committed: making it takes long, and that it is fresh is tested below.
DOCUMENT: Json = json.loads((docs.DOCS / "openapi.json").read_text())
ENDPOINTS = [pytest.param(one, id=function.id) for function, one in catalog.endpoints()]


def operation(endpoint: Endpoint[Any, Any]) -> Json:
    path = DOCUMENT["paths"][f"{API_PREFIX}{endpoint.paths[0]}/"]
    return dict(path[endpoint.method.lower()])


def body_of(endpoint: Endpoint[Any, Any]) -> type[RequestModel] | None:
    for parameter in endpoint.signature.parameters.values():
        for kind in (parameter.annotation, *get_args(parameter.annotation)):
            if isinstance(kind, type) and issubclass(kind, RequestModel):
                return kind
    return None


def json_of(media: Json) -> Json:
    return dict(media["content"]["application/json"])


def test_the_generated_pages_are_fresh(subtests: pytest.Subtests) -> None:
    for path, text in docs.pages().items():
        with subtests.test(path=path.name):
            assert path.read_text() == text, "stale: run `make docs`"


def test_the_openapi_document_is_valid() -> None:
    validate(DOCUMENT)


def test_every_operation_has_its_own_id() -> None:
    operations = [one for path in DOCUMENT["paths"].values() for one in path.values()]

    assert len({one["operationId"] for one in operations}) == len(operations)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_example_of_a_request_is_a_request(endpoint: Endpoint[Any, Any]) -> None:
    model = body_of(endpoint)
    body = operation(endpoint).get("requestBody")

    assert (model is None) == (body is None)
    if model and body:
        assert model.model_validate_json(json.dumps(json_of(body)["example"])).model_fields_set


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_partial_update_declares_no_defaults(endpoint: Endpoint[Any, Any]) -> None:
    """A client that is generated from the document sends them, and so changes what it did not."""
    model = body_of(endpoint)

    is_partial = model is not None and issubclass(model, UpdateModel)
    assert is_partial or not {"PUT", "PATCH"}.intersection(endpoint.methods)
    for partial in UpdateModel.__subclasses__():
        fields = partial.model_json_schema()["properties"]
        assert [name for name, one in fields.items() if "default" in one] == []


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_example_of_an_answer_is_the_whole_answer(endpoint: Endpoint[Any, Any]) -> None:
    example = json_of(operation(endpoint)["responses"][str(int(endpoint.status))])["example"]

    answers: TypeAdapter[BaseModel] = TypeAdapter(endpoint.envelope)
    answer = answers.validate_json(json.dumps(example))
    assert answers.dump_python(answer, mode="json") == example


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_error_of_an_operation_has_an_example(endpoint: Endpoint[Any, Any]) -> None:
    shown = {}
    for status, response in responses(endpoint).items():
        for code in _examples(response):
            example = DOCUMENT["components"]["examples"][code]["value"]
            assert Failure.model_validate(example).error.code == code
            shown[code] = int(status)
        assert _examples(response) or int(status) in (endpoint.status, 304)

    assert shown == {error.code(): error.status for error in answers.errors_of(endpoint)}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_only_what_an_operation_has_alone_stands_in_it(endpoint: Endpoint[Any, Any]) -> None:
    told = operation(endpoint)["responses"]

    inlined = [status for status, response in told.items() if "$ref" not in response]
    assert inlined == [str(int(endpoint.status))]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_headers_are_told_where_they_are_sent_and_taken(endpoint: Endpoint[Any, Any]) -> None:
    sent = {
        code: [*response["headers"]]
        for code, response in responses(endpoint).items()
        if "headers" in response
    }
    parameters = [_referred(one) for one in operation(endpoint)["parameters"]]
    taken = [one["name"] for one in parameters if one["in"] == "header"]

    tagged = {str(int(endpoint.status)): ["ETag"], "304": ["ETag"]} if endpoint.etag else {}
    located = ["Location"] * bool(endpoint.location)
    located += ["Retry-After"] * bool(endpoint.retry_after)
    made = {str(int(endpoint.status)): located} if located else {}
    assert sent == {"429": ["Retry-After"], "503": ["Retry-After"], **tagged, **made}
    assert taken == (["Idempotency-Key"] * endpoint.idempotent + ["If-None-Match"] * endpoint.etag)


def responses(endpoint: Endpoint[Any, Any]) -> Json:
    told = operation(endpoint)["responses"]
    return {status: _referred(response) for status, response in told.items()}


def _referred(node: Json) -> Json:
    """What a reference refers to; anything else as it is."""
    if "$ref" not in node:
        return node
    found: Any = DOCUMENT
    for name in node["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return dict(found)


def _examples(response: Json) -> Json:
    """Those of a success and of a 304 are not errors."""
    media = response.get("content", {"application/json": {"example": None}})["application/json"]
    return {} if "example" in media else dict(media["examples"])


def test_every_name_in_the_table_of_examples_is_one_of_the_document() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    operations = {
        one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()
    }

    assert {*examples.TABLE["models"], *examples.TABLE["whole"]} <= schemas.keys()
    assert examples.TABLE["operations"].keys() <= operations


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


def test_nothing_is_described_that_is_not_used() -> None:
    used = set(_references(DOCUMENT))

    described = {
        f"#/components/{kind}/{name}"
        for kind, named in DOCUMENT["components"].items()
        for name in named
        if kind != "securitySchemes"  # named without a reference
    }
    assert used == described


def test_every_schema_has_one_name() -> None:
    schemas = DOCUMENT["components"]["schemas"]

    assert [name for name in schemas if not re.fullmatch(r"[A-Z][A-Za-z0-9]+", name)] == []
    assert {name: one["title"] for name, one in schemas.items()} == {name: name for name in schemas}


def test_what_is_one_of_a_few_words_is_an_enumeration() -> None:
    enumerated = {"cause", "job_status", "job_type", "quality", "background", "source", "status"}
    enumerated |= {"default_background", "default_quality", "default_output_format"}
    plain = [
        f"{model}.{name}"
        for model, schema in DOCUMENT["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
        if name in enumerated and not list(_references(field))
    ]

    assert plain == []


def test_every_error_code_is_told() -> None:
    codes = set(DOCUMENT["components"]["schemas"]["ErrorCode"]["enum"])

    declared = {error.code() for _, one in catalog.endpoints() for error in answers.errors_of(one)}
    of_the_gateway = {error.code() for error in RESPONSES.values()}
    assert codes == declared | of_the_gateway


def test_what_may_be_one_of_several_objects_says_which() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        for union in _unions(schema):
            objects = [one for one in union["of"] if "$ref" in one or one.get("type") == "object"]
            assert len(objects) < 2 or union["discriminator"], union


def _unions(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        for kind in ("anyOf", "oneOf"):
            if kind in node:
                yield {"of": node[kind], "discriminator": node.get("discriminator")}
        for child in node.values():
            yield from _unions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _unions(child)


def test_every_field_of_an_answer_is_always_there() -> None:
    answers = {reference.rpartition("/")[2] for reference in _references(DOCUMENT["paths"])}
    schemas = DOCUMENT["components"]["schemas"]

    for name in [one for one in answers if one.startswith(("Success", "Listing"))]:
        for reference in _references(schemas[name]):
            schema = schemas[reference.rpartition("/")[2]]
            assert set(schema.get("properties", {})) == set(schema.get("required", [])), reference


def test_what_is_made_leads_to_what_can_be_done_with_it() -> None:
    links = {name: one for _, name, one in _links()}
    made = {one["parameters"].get("job_id") for one in links.values()} - {None}

    assert {"images_get_image", "processing_get_template", "styles_get_style"} <= links.keys()
    assert links["images_delete_tag"]["parameters"] == {"slug": "$response.body#/data/slug"}
    assert made == {"$response.body#/data/id"}


def test_a_link_names_a_parameter_and_a_field_that_there_are() -> None:
    operations = {one["operationId"]: one for one in _operations()}

    for answer, name, link in _links():
        taken = {one["name"] for one in operations[name]["parameters"] if "name" in one}
        for parameter, expression in link["parameters"].items():
            assert parameter in taken
            value: Any = json_of(answer)["example"]
            for field in expression.removeprefix("$response.body#/").split("/"):
                value = value[field]
            assert isinstance(value, str)


def _operations() -> Iterator[Json]:
    for methods in DOCUMENT["paths"].values():
        yield from methods.values()


def _links() -> Iterator[tuple[Json, str, Json]]:
    """The answer that has it, the operation that it leads to, and the link."""
    for one in _operations():
        for answer in one["responses"].values():
            for name, link in answer.get("links", {}).items():
                yield answer, name, link
