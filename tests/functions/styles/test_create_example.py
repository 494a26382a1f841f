"""POST /styles/{style_id}/examples"""

from typing import Any
from uuid import uuid4

from functions.styles.create_example.handler import handler
from functions.styles.list_examples.handler import handler as list_examples
from splashmy.results.records import Result
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.fetching import fetched
from tests.repeating import sent_again
from tests.users import Account, Accounts


def a_result_in(style: Style, owner: Account, **given: Any) -> Result:
    return a_result(owner, stored=True, job_type="style_transfer", style_id=style.id, **given)


def test_an_example_of_the_administrators_own_result_is_shown(
    client: Client, admin: Account
) -> None:
    style, photo = a_style(), a_ready_image(admin)
    result = a_result_in(style, admin, original_image_id=photo.id)

    body = {"result_id": result.id}
    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert response.status == 201
    (example,) = client.call(list_examples, style_id=style.id).results
    assert (example["prompt"], example["is_preview"]) == ("A lighthouse", False)
    assert example["parameters"]["size"] == "1024x1024"
    assert fetched(example["original_url"]) == picture()
    assert fetched(example["styled_url"]) == result.display_key.encode()


def test_the_same_idempotency_key_makes_one_example(client: Client, admin: Account) -> None:
    style, key = a_style(), {"Idempotency-Key": str(uuid4())}
    body = {"result_id": a_result_in(style, admin).id}

    for _ in range(2):
        client.call(handler, caller=admin, style_id=style.id, body=body, headers=key)

    assert len(client.call(list_examples, style_id=style.id).results) == 1


def test_a_request_sent_again_after_its_function_died_goes_on_with_the_same_example(
    client: Client, admin: Account
) -> None:
    style = a_style()
    body = {"result_id": a_result_in(style, admin).id}

    first, second = sent_again(client, handler, caller=admin, body=body, style_id=style.id)

    assert (second.status, second.data["id"]) == (201, first.data["id"])
    assert len(client.call(list_examples, style_id=style.id).results) == 1


def test_a_refused_request_may_be_repeated_with_its_key(client: Client, admin: Account) -> None:
    style, key = a_style(), {"Idempotency-Key": str(uuid4())}
    body = {"result_id": str(uuid4())}

    answers = [
        client.call(handler, caller=admin, style_id=style.id, body=body, headers=key)
        for _ in range(2)
    ]

    assert [one.code for one in answers] == ["result_not_found"] * 2


def test_a_result_in_another_style_is_no_example(client: Client, admin: Account) -> None:
    body = {"result_id": a_result_in(a_style(), admin).id}

    response = client.call(handler, caller=admin, style_id=a_style().id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_result_of_somebody_else_is_not_found(
    client: Client, accounts: Accounts, admin: Account
) -> None:
    style = a_style()
    body = {"result_id": a_result_in(style, accounts["ana"]).id}

    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert (response.status, response.code) == (404, "result_not_found")


def test_an_unknown_style_has_no_examples(client: Client, admin: Account) -> None:
    body = {"result_id": str(uuid4())}

    response = client.call(handler, caller=admin, style_id=uuid4(), body=body)

    assert (response.status, response.code) == (404, "style_not_found")


def test_examples_are_made_by_administrators_only(client: Client) -> None:
    body = {"result_id": str(uuid4())}

    response = client.call(handler, caller="ana", style_id=a_style().id, body=body)

    assert (response.status, response.code) == (403, "admin_required")
