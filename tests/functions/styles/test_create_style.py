"""POST /styles"""

from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_style.handler import handler
from functions.styles.list_styles.handler import handler as list_styles
from tests.client import Client
from tests.factories.styles import a_category
from tests.functions.styles.requests import SPANISH, a_style_request, sentences
from tests.repeating import sent_again
from tests.users import Account


def test_a_new_style_is_offered(client: Client, admin: Account) -> None:
    category = a_category()

    response = client.call(handler, caller=admin, body=a_style_request(category_id=category.id))

    assert response.status == 201
    assert response.data["prompt_template"].startswith("Model it")
    listed = client.call(list_styles, query={"category": category.id})
    assert [one["id"] for one in listed.results] == [response.data["id"]]


def test_a_slug_is_given_once(client: Client, admin: Account) -> None:
    body = a_style_request(category_id=a_category().id)
    client.call(handler, caller=admin, body=body)

    response = client.call(handler, caller=admin, body=body)

    assert (response.status, response.code) == (409, "slug_taken")


def test_the_same_idempotency_key_makes_one_style(client: Client, admin: Account) -> None:
    body, key = a_style_request(category_id=a_category().id), {"Idempotency-Key": str(uuid4())}

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [one.status for one in answers] == [201, 201]
    assert answers[0].data["id"] == answers[1].data["id"]


def test_a_request_sent_again_after_its_function_died_goes_on_with_the_same_style(
    client: Client, admin: Account
) -> None:
    body = a_style_request(category_id=a_category().id)

    first, second = sent_again(client, handler, caller=admin, body=body)

    assert (second.status, second.data) == (201, first.data)


def test_a_refused_request_may_be_repeated_with_its_key(client: Client, admin: Account) -> None:
    body, key = a_style_request(), {"Idempotency-Key": str(uuid4())}

    answers = [client.call(handler, caller=admin, body=body, headers=key) for _ in range(2)]

    assert [one.code for one in answers] == ["category_not_found"] * 2


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt_template": "Without the words of the user"},
        {"variables": [{"name": "unused", "type": "text"}]},
        {"variables": [{"name": "style_name", "type": "text"}]},
        {"variables": [{"name": "colour", "type": "choice", "choices": ["red"], "default": "tan"}]},
        {"variables": [{"name": "colour", "type": "number"}]},
        {"default_background": "transparent"},
        {
            "default_background": "transparent",
            "supports_transparency": True,
            "default_output_format": "jpeg",
        },
        {"max_prompt_length": 10},
        {"slug": "No slug"},
        {"rating_sum": 5},
        {"is_premium": "yes"},
    ],
    ids=str,
)
def test_a_style_that_cannot_work_is_refused(
    client: Client, admin: Account, fields: dict[str, Any]
) -> None:
    response = client.call(handler, caller=admin, body=a_style_request(**fields))

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"]


def test_a_refused_style_is_explained_in_spanish(client: Client, admin: Account) -> None:
    body = a_style_request(slug="No slug", is_premium="yes", rating_sum=5, category_id=None)

    response = client.call(handler, caller=admin, body=body, headers=SPANISH)

    assert (response.status, response.headers["content-language"]) == (422, "es")
    assert sentences(response) == {
        "": "Algunos campos no son válidos; consulta los detalles.",
        "category_id": "Da un valor o no incluyas este campo.",
        "slug": "Usa letras minúsculas y dígitos, unidos por guiones.",
        "is_premium": "Usa true o false.",
        "rating_sum": "Este campo no existe aquí; no lo incluyas.",
    }


def test_a_prompt_template_and_its_variables_are_explained_in_spanish(
    client: Client, admin: Account
) -> None:
    body = a_style_request(prompt_template="Model it in clay")

    response = client.call(handler, caller=admin, body=body, headers=SPANISH)

    assert response.status == 422
    assert sentences(response) == {
        "": "Algunos campos no son válidos; consulta los detalles.",
        "prompt_template": "La plantilla debe contener {original_prompt}.",
        "variables": "La plantilla no usa colour.",
    }


def test_a_category_that_is_not_there_is_told_in_spanish(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, body=a_style_request(), headers=SPANISH)

    assert (response.status, response.code) == (404, "category_not_found")
    assert response.body["message"] == "No se encontró la categoría."


def test_styles_are_made_by_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", body=a_style_request())

    assert (response.status, response.code) == (403, "admin_required")
