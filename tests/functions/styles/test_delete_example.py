"""DELETE /styles/{style_id}/examples/{example_id}"""

from typing import Any
from uuid import uuid4

from functions.styles.delete_example.handler import handler
from functions.styles.list_examples.handler import handler as list_examples
from splashmy.core.resources import MEDIA, client as aws
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.users import Account


def test_a_deleted_example_is_gone_with_its_pictures(client: Client, admin: Account) -> None:
    style = a_style()
    folder = f"catalogue/{style.id}/"
    example = an_example(style, stored=True, styled_key=f"{folder}styled.webp")

    response = client.call(handler, caller=admin, style_id=style.id, example_id=example.id)

    assert (response.status, response.data) == (200, {"id": example.id})
    assert client.call(list_examples, style_id=style.id).results == []
    assert aws("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=folder)["KeyCount"] == 0


def test_the_shipped_pictures_stay(client: Client, admin: Account) -> None:
    style = a_style()
    example = an_example(style, stored=True)

    client.call(handler, caller=admin, style_id=style.id, example_id=example.id)

    assert aws("s3").head_object(Bucket=MEDIA.id, Key=example.styled_key)


def test_an_unknown_example_is_not_found(client: Client, admin: Account) -> None:
    ids: dict[str, Any] = {"style_id": a_style().id, "example_id": uuid4()}

    response = client.call(handler, caller=admin, **ids)

    assert (response.status, response.code) == (404, "example_not_found")


def test_examples_are_deleted_by_administrators_only(client: Client) -> None:
    style = a_style()
    ids: dict[str, Any] = {"style_id": style.id, "example_id": an_example(style).id}

    response = client.call(handler, caller="ana", **ids)

    assert (response.status, response.code) == (403, "admin_required")
