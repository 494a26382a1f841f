"""What every endpoint has in common, seen from outside."""

from uuid import uuid4

from functions.auth.get_profile.handler import handler as get_profile
from functions.images.create_upload.handler import handler as create_upload
from functions.styles.list_categories.handler import handler as list_categories
from splashmy.web.headers import ALWAYS
from tests.client import Client
from tests.functions.images.uploading import announced, png
from tests.users import Accounts


def test_a_private_route_refuses_a_call_without_a_token(client: Client) -> None:
    response = client.call(get_profile)

    assert (response.status, response.code) == (401, "unauthorized")
    assert response.headers["access-control-allow-origin"] == "*"


def test_a_private_route_refuses_an_id_token(client: Client, accounts: Accounts) -> None:
    bearer = {"Authorization": f"Bearer {accounts['ana'].id_token}"}

    response = client.call(get_profile, headers=bearer)

    assert (response.status, response.code) == (401, "unauthorized")


def test_a_private_route_answers_its_caller(client: Client, accounts: Accounts) -> None:
    response = client.call(get_profile, caller="ana")

    assert response.status == 200
    assert response.data["id"] == accounts["ana"].id


def test_a_public_route_refuses_a_bad_token(client: Client) -> None:
    response = client.call(list_categories, headers={"Authorization": "Bearer bad"})

    assert (response.status, response.code) == (401, "unauthorized")


def test_a_public_route_knows_a_signed_in_caller(client: Client) -> None:
    response = client.call(list_categories, caller="ana")

    assert response.status == 200


def test_a_path_answers_alike_without_its_slash(client: Client) -> None:
    slashed = client.send("GET", "/api/v1/styles/categories/")
    bare = client.send("GET", "/api/v1/styles/categories")

    assert (bare.status, bare.results) == (200, slashed.results)


def test_an_unknown_path_is_not_found_in_the_envelope(client: Client) -> None:
    response = client.send("GET", "/api/v1/nothing/")

    assert (response.status, response.code) == (404, "not_found")
    assert response.body["error"]["request_id"]


def test_the_same_answer_again_is_not_modified(client: Client) -> None:
    tag = client.call(list_categories).headers["etag"]

    again = client.call(list_categories, headers={"If-None-Match": tag})

    assert (again.status, again.body) == (304, None)


def test_a_success_carries_the_headers_of_every_answer(client: Client) -> None:
    key = {"Idempotency-Key": str(uuid4())}

    first, replayed = (
        client.call(create_upload, caller="ana", body=announced(png()), headers=key)
        for _ in range(2)
    )

    assert first.data == replayed.data
    for answer in (first, replayed, client.call(get_profile, caller="ana")):
        assert {
            name.lower(): text for name, text in ALWAYS.items()
        }.items() <= answer.headers.items()
