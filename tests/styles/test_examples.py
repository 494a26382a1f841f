"""GET, POST, PUT and DELETE of /styles/{style_id}/examples"""

import urllib.request
from uuid import uuid4

import pytest

from functions.styles.create_example.handler import handler as create_example
from functions.styles.delete_example.handler import handler as delete_example
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_examples.handler import handler
from functions.styles.update_example.handler import handler as update_example
from splashmy.ids import new_id, now
from splashmy.processing.records import Result
from splashmy.resources import MEDIA, client as aws
from splashmy.styles.records import Style
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.styles import a_style, an_example


@pytest.fixture(scope="module")
def admin(accounts: Accounts) -> Account:
    return accounts.new(admin=True)


def a_result_in(style: Style, owner: Account) -> Result:
    result_id = new_id()
    key = f"results/{result_id}/display.webp"
    aws("s3").put_object(Bucket=MEDIA.id, Key=key, Body=b"styled", ContentType="image/webp")
    result = Result(
        *Result.key(owner.id, result_id),
        id=result_id,
        job_id=new_id(),
        job_type="style_transfer",
        owner_id=owner.id,
        prompt="A boat",
        style_id=style.id,
        original_key=key,
        display_key=key,
        thumbnail_key=key,
        format="webp",
        size=6,
        quality="high",
        background="auto",
        width=1024,
        height=1024,
        created_at=now(),
    )
    result.save()
    return result


def test_an_example_of_the_administrators_own_result_is_shown(
    client: Client, admin: Account
) -> None:
    style = a_style()
    result = a_result_in(style, admin)

    body = {"result_id": result.id}
    response = client.call(create_example, caller=admin, style_id=style.id, body=body)

    assert response.status == 201
    (example,) = client.call(handler, style_id=style.id).results
    assert (example["prompt"], example["is_preview"]) == ("A boat", False)
    assert example["parameters"]["size"] == "1024x1024"
    with urllib.request.urlopen(example["styled_url"]) as picture:
        assert picture.read() == b"styled"


def test_the_first_example_is_the_thumbnail_of_its_style(client: Client) -> None:
    style = a_style()
    an_example(style, sort_order=2, styled_key="catalogue/second.webp")
    an_example(style, sort_order=1, styled_key="catalogue/first.webp")

    shown = client.call(get_style, style_id=style.id).data

    assert "catalogue/first.webp?" in shown["thumbnail_url"]
    assert len(shown["examples"]) == 2


def test_a_result_in_another_style_is_no_example(client: Client, admin: Account) -> None:
    body = {"result_id": a_result_in(a_style(), admin).id}

    response = client.call(create_example, caller=admin, style_id=a_style().id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_result_of_somebody_else_is_not_found(client: Client, accounts: Accounts) -> None:
    style = a_style()
    body = {"result_id": a_result_in(style, accounts["ana"]).id}

    response = client.call(
        create_example, caller=accounts.new(admin=True), style_id=style.id, body=body
    )

    assert (response.status, response.code) == (404, "result_not_found")


def test_the_caption_of_an_example_can_change(client: Client, admin: Account) -> None:
    style = a_style()
    example = an_example(style)

    response = client.call(
        update_example,
        caller=admin,
        style_id=style.id,
        example_id=example.id,
        body={"prompt": "A ship"},
    )

    assert (response.status, response.data["prompt"]) == (200, "A ship")


def test_a_deleted_example_is_gone_with_its_pictures(client: Client, admin: Account) -> None:
    style = a_style()
    body = {"result_id": a_result_in(style, admin).id}
    made = client.call(create_example, caller=admin, style_id=style.id, body=body).data

    response = client.call(delete_example, caller=admin, style_id=style.id, example_id=made["id"])

    assert response.status == 200
    assert client.call(handler, style_id=style.id).results == []
    folder = f"catalogue/{style.id}/"
    assert aws("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=folder)["KeyCount"] == 0


def test_an_unknown_example_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(delete_example, caller=admin, style_id=a_style().id, example_id=uuid4())

    assert (response.status, response.code) == (404, "example_not_found")


def test_examples_are_changed_by_administrators_only(client: Client) -> None:
    body = {"result_id": str(uuid4())}

    response = client.call(create_example, caller="ana", style_id=a_style().id, body=body)

    assert (response.status, response.code) == (403, "admin_required")
