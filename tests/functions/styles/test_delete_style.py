"""DELETE /styles/{style_id}"""

from uuid import uuid4

from functions.styles.create_style.handler import handler as create_style
from functions.styles.delete_style.handler import handler
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_examples.handler import handler as list_examples
from splashmy.core.resources import MEDIA, client as aws
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.functions.styles.requests import a_style_request
from tests.users import Account


def test_a_deleted_style_is_gone_and_its_slug_free(client: Client, admin: Account) -> None:
    style = a_style()
    an_example(style)

    response = client.call(handler, caller=admin, style_id=style.id)

    assert (response.status, response.data) == (200, {"id": style.id})
    assert client.call(get_style, style_id=style.id).code == "style_not_found"
    assert client.call(list_examples, style_id=style.id).code == "style_not_found"
    body = a_style_request(category_id=style.category_id, slug=style.slug)
    assert client.call(create_style, caller=admin, body=body).status == 201


def test_the_pictures_of_its_examples_go_too(client: Client, admin: Account) -> None:
    style = a_style()
    folder = f"catalogue/{style.id}/"
    an_example(style, stored=True, styled_key=f"{folder}styled.webp")

    client.call(handler, caller=admin, style_id=style.id)

    assert aws("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=folder)["KeyCount"] == 0


def test_an_unknown_style_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, style_id=uuid4())

    assert (response.status, response.code) == (404, "style_not_found")


def test_styles_are_deleted_by_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", style_id=a_style().id)

    assert (response.status, response.code) == (403, "admin_required")
