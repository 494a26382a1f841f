"""Whatever is wrong with a request is said in words of our own."""

import json
from typing import Any, get_args
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import core_schema

from functions.auth.register_user.handler import handler as register_user
from functions.images.create_upload.handler import handler as create_upload
from functions.styles.list_styles.handler import handler as list_styles
from infra import catalog
from splashmy.core.details import SENTENCES, DetailCode
from splashmy.core.errors import InvalidRequest
from splashmy.images.schemas import EditImage
from splashmy.web import Endpoint
from splashmy.web.faults import detail_of
from tests.client import Client
from tests.functions.images.uploading import announced, png
from tests.infra.test_docs import body_of

ENDPOINTS = [
    pytest.param(endpoint, id=function.id)
    for function, endpoint in catalog.endpoints()
    if body_of(endpoint)
]
WRONG: list[Any] = [None, True, -1, 10**9, 1.5, "", "x" * 10_000, "?", [], [1], {}, {"x": 1}]
PASSWORDS = {"password": "opensesame1", "password_confirm": "opensesame1"}


def details_of(model: type[BaseModel], body: Any) -> list[tuple[str, str]]:
    try:
        model.model_validate(body)
    except ValidationError as error:
        details = [detail_of(fault) for fault in error.errors()]
    except InvalidRequest as error:
        details = error.details
    else:
        return []
    return [(one.code, one.message) for one in details]


def test_every_code_has_a_sentence() -> None:
    assert set(get_args(DetailCode.__value__)) == SENTENCES.keys()


@pytest.mark.parametrize("kind", get_args(core_schema.ErrorType))
def test_nothing_that_pydantic_finds_is_told_in_its_words(kind: str) -> None:
    limits = {"ge": 1, "gt": 1, "min_length": 1, "le": 2, "lt": 2, "max_length": 2, "error": "boom"}
    context = {"expected": "'a' or 'b'"} if kind in ("enum", "literal_error") else limits
    fault = {"type": kind, "loc": ("body", "name"), "input": 1, "msg": "Input was", "ctx": context}

    detail = detail_of(fault)

    assert detail.code in SENTENCES
    assert "Input" not in detail.message


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_wrong_value_of_any_field_has_a_code_that_says_why(endpoint: Endpoint[Any, Any]) -> None:
    model = body_of(endpoint)
    assert model

    told = {
        fault
        for name in [*model.model_fields, "unknown"]
        for value in WRONG
        for fault in details_of(model, {name: value})
    }

    assert ("unknown_field", SENTENCES["unknown_field"]) in told
    assert "invalid" not in {code for code, _ in told}


@pytest.mark.parametrize(
    ("body", "field", "code", "params"),
    [
        ({"username": "Ana María"}, "username", "malformed_username", {}),
        ({"email": "ana"}, "email", "malformed_email", {}),
        ({"password": "short1"}, "password", "too_short", {"min": 10}),
        ({"password": "opensesames"}, "password", "weak_password", {}),
        ({"password_confirm": "other"}, "password_confirm", "passwords_differ", {}),
        ({"email": None}, "email", "null", {}),
        ({"nickname": None}, "nickname", "unknown_field", {}),
        ({"email": "an\u200ba@example.com"}, "email", "hidden_characters", {}),
    ],
)
def test_a_refused_field_is_told_in_a_sentence(
    client: Client, body: dict[str, Any], field: str, code: str, params: dict[str, Any]
) -> None:
    whole = {"email": "ana@example.com", "username": "ana-maria", **PASSWORDS}

    response = client.call(register_user, body=whole | body)

    (detail,) = (one for one in response.body["error"]["details"] if one["field"] == field)
    message = SENTENCES[detail["code"]].format(**params)
    assert detail == {"field": field, "code": code, "message": message, "params": params}


def test_a_list_is_not_told_as_a_text() -> None:
    tags = [f"tag {number}" for number in range(50)]

    assert details_of(EditImage, {"tags": tags}) == [("too_many", "Give at most 40.")]
    assert details_of(EditImage, {"title": "x" * 300}) == [
        ("too_long", "Use at most 255 characters.")
    ]


def test_an_answer_is_no_larger_than_what_was_asked(client: Client) -> None:
    body = {f"{'unknown' * 10}{number}": 1 for number in range(10_000)}

    response = client.call(register_user, body=body)

    assert (response.status, len(response.body["error"]["details"])) == (422, 20)
    assert len(json.dumps(response.body)) < 64 * 1024


def test_a_long_name_of_a_field_is_shortened(client: Client) -> None:
    response = client.call(register_user, body={"é" * 500_000: 1})

    assert max(len(one["field"]) for one in response.body["error"]["details"]) <= 200


def test_a_reused_idempotency_key_names_the_field_that_differs(client: Client) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    client.call(create_upload, caller="ana", body=announced(png()), headers=key)

    other = announced(png()) | {"title": "Another"}
    response = client.call(create_upload, caller="ana", body=other, headers=key)

    assert (response.status, response.code) == (422, "idempotency_key_reused")
    (detail,) = response.body["error"]["details"]
    assert (detail["field"], detail["code"]) == ("title", "key_reused")


def test_a_query_is_told_like_a_body(client: Client) -> None:
    response = client.call(list_styles, query={"page_size": 51})

    (detail,) = response.body["error"]["details"]
    assert (detail["field"], detail["code"]) == ("page_size", "too_large")
    assert (detail["message"], detail["params"]) == ("Use 50 or less.", {"max": 50})
