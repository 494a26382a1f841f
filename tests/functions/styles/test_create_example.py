"""POST /styles/{style_id}/examples"""

from typing import Any
from uuid import uuid4

import pytest

from functions.styles.create_example.handler import handler
from functions.styles.list_examples.handler import handler as list_examples
from splashmy.images import deletions
from splashmy.results.records import Result
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.images import a_ready_image, a_rejected_image, picture
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


def test_an_example_of_uploaded_images_is_shown_before_and_after(
    client: Client, admin: Account
) -> None:
    style, after = a_style(), picture((10, 200, 90))
    photo, styled = a_ready_image(admin), a_ready_image(admin, after)

    body = {"image_id": styled.id, "original_image_id": photo.id, "prompt": "A harbour"}
    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert response.status == 201
    (example,) = client.call(list_examples, style_id=style.id).results
    assert fetched(example["original_url"]) == picture()
    assert fetched(example["styled_url"]) == after
    assert example["prompt"] == "A harbour"
    assert set(example["parameters"].values()) == {None}


def test_an_uploaded_image_needs_no_photo_before_it(client: Client, admin: Account) -> None:
    style, body = a_style(), {"image_id": a_ready_image(admin).id}

    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert (response.status, response.data["original_url"]) == (201, None)
    assert response.data["prompt"] == ""


@pytest.mark.parametrize("name", ["image_id", "original_image_id"])
def test_an_image_that_was_refused_is_no_example(client: Client, admin: Account, name: str) -> None:
    body = {"image_id": a_ready_image(admin).id} | {name: a_rejected_image(admin).id}

    response = client.call(handler, caller=admin, style_id=a_style().id, body=body)

    assert (response.status, response.code) == (409, "image_not_ready")


def test_an_image_of_somebody_else_is_not_found(
    client: Client, accounts: Accounts, admin: Account
) -> None:
    body = {"image_id": a_ready_image(accounts["ana"]).id}

    response = client.call(handler, caller=admin, style_id=a_style().id, body=body)

    assert (response.status, response.code) == (404, "image_not_found")


def test_a_deleted_image_is_not_found(client: Client, admin: Account) -> None:
    image = a_ready_image(admin)
    deletions.delete(admin.id, image.id)

    response = client.call(
        handler, caller=admin, style_id=a_style().id, body={"image_id": image.id}
    )

    assert (response.status, response.code) == (404, "image_not_found")


@pytest.mark.parametrize("both", [True, False])
def test_an_example_is_of_a_result_or_of_an_image(
    client: Client, admin: Account, both: bool
) -> None:
    body = {"result_id": str(uuid4()), "image_id": str(uuid4())} if both else {}

    response = client.call(handler, caller=admin, style_id=a_style().id, body=body)

    (detail,) = response.body["error"]["details"]
    assert (response.status, detail["code"]) == (422, "result_or_image")


def test_an_unknown_style_has_no_examples(client: Client, admin: Account) -> None:
    body = {"result_id": str(uuid4())}

    response = client.call(handler, caller=admin, style_id=uuid4(), body=body)

    assert (response.status, response.code) == (404, "style_not_found")


def test_examples_are_made_by_administrators_only(client: Client) -> None:
    body = {"result_id": str(uuid4())}

    response = client.call(handler, caller="ana", style_id=a_style().id, body=body)

    assert (response.status, response.code) == (403, "admin_required")
