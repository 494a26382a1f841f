from functions.processing.get_result.handler import handler
from tests.client import Client
from tests.factories.images import a_ready_image, picture
from tests.factories.results import a_result
from tests.fetching import fetched
from tests.users import Accounts


def test_an_owner_sees_the_prompt(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], prompt="My garden")

    response = client.call(handler, caller="ana", result_id=result.id)

    assert response.status == 200
    assert (response.data["is_owner"], response.data["prompt"]) == (True, "My garden")
    assert response.data["created_at"].endswith("Z")


def test_anyone_sees_a_public_result_without_its_prompt(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True, is_favorite=True, user_rating=5)

    response = client.call(handler, result_id=result.id)

    assert response.status == 200
    assert response.data["author"] == accounts["ana"].username
    private = ("prompt", "is_favorite", "user_rating", "is_owner", "user_has_liked")
    assert [response.data[name] for name in private] == [None, False, None, False, False]


def test_only_its_owner_sees_the_photo_that_it_was_made_from(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    photo = a_ready_image(ana)
    result = a_result(
        ana,
        is_public=True,
        original_image_id=photo.id,
        original_image_key=photo.media_key,
        original_thumbnail_key=photo.thumbnail_key,
    )

    own = client.call(handler, caller=ana, result_id=result.id).data
    others = client.call(handler, caller="bob", result_id=result.id).data

    assert own["original"]["id"] == photo.id
    assert fetched(own["original"]["url"]) == fetched(own["original"]["thumbnail_url"]) == picture()
    assert own["urls_expire_at"] > own["created_at"]
    assert others["original"] is None


def test_a_private_result_is_hidden_from_others(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    responses = [client.call(handler, caller=who, result_id=result.id) for who in ("bob", None)]

    assert [(one.status, one.code) for one in responses] == [(404, "result_not_found")] * 2


def test_an_id_that_is_none_is_invalid(client: Client) -> None:
    response = client.call(handler, result_id="nonsense")

    assert (response.status, response.code) == (422, "invalid_request")


def test_its_urls_serve_the_display_size_and_the_thumbnail(
    client: Client, accounts: Accounts
) -> None:
    result = a_result(accounts["ana"], stored=True)

    shown = client.call(handler, caller="ana", result_id=result.id).data

    assert fetched(shown["url"]) == result.display_key.encode()
    assert fetched(shown["thumbnail_url"]) == result.thumbnail_key.encode()
