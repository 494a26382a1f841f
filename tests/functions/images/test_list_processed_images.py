from typing import Any

import pytest

from functions.images.list_processed_images.handler import handler
from splashmy.core.ids import ImageId, StyleId, new_id
from splashmy.results import changes
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.images.uploading import fetched
from tests.users import Account, Accounts


def listed(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


def test_every_filter_and_all_of_them_together(client: Client, accounts: Accounts) -> None:
    ana, image, style = accounts.new(), new_id(ImageId), new_id(StyleId)
    a_result(ana)
    edited = a_result(ana, original_image_id=image)
    styled = a_result(ana, original_image_id=image, style_id=style, is_favorite=True)
    other = a_result(ana, original_image_id=new_id(ImageId), style_id=style)

    assert listed(client, ana) == (3, [other.id, styled.id, edited.id])
    assert listed(client, ana, original_image=image) == (2, [styled.id, edited.id])
    assert listed(client, ana, style=style) == (2, [other.id, styled.id])
    assert listed(client, ana, favorites="true") == (1, [styled.id])
    together = {"original_image": image, "style": style, "favorites": "true"}
    assert listed(client, ana, **together) == (1, [styled.id])
    assert listed(client, ana, original_image=new_id(ImageId)) == (0, [])


def test_a_result_is_shown_with_its_thumbnail(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(ImageId), stored=True)

    (shown,) = client.call(handler, caller=ana).results

    assert fetched(shown["thumbnail_url"]) == result.thumbnail_key.encode()


def test_pages_lead_both_ways_and_keep_the_filter(client: Client, accounts: Accounts) -> None:
    ana, image = accounts.new(), new_id(ImageId)
    made = [a_result(ana, original_image_id=image).id for _ in range(3)][::-1]
    a_result(ana, original_image_id=new_id(ImageId))
    bearer = {"Authorization": f"Bearer {ana.access_token}"}

    first = client.call(handler, caller=ana, query={"page_size": 2, "original_image": image})
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)
    again = client.send("GET", second.body["pagination"]["previous"], headers=bearer)

    assert [one["id"] for one in first.results] == made[:2]
    assert [one["id"] for one in second.results] == made[2:]
    assert (second.body["pagination"]["count"], second.body["pagination"]["next"]) == (3, None)
    assert [one["id"] for one in again.results] == made[:2]


def test_another_users_image_lists_nothing(client: Client, accounts: Accounts) -> None:
    image = new_id(ImageId)
    a_result(accounts["ana"], original_image_id=image, is_public=True)

    assert listed(client, accounts["bob"], original_image=image) == (0, [])


def test_a_deleted_image_takes_its_results_along(client: Client, accounts: Accounts) -> None:
    ana, image = accounts.new(), new_id(ImageId)
    for _ in range(2):
        a_result(ana, original_image_id=image, is_favorite=True)
    other = a_result(ana, original_image_id=new_id(ImageId))

    changes.delete_of_image(ana.id, image)

    assert listed(client, ana) == (1, [other.id])
    assert listed(client, ana, favorites="true") == (0, [])


@pytest.mark.parametrize("query", [{"style": "anime"}, {"favorites": "yes"}, {"page_size": 51}])
def test_a_malformed_filter_is_refused(query: dict[str, Any], client: Client) -> None:
    response = client.call(handler, caller="ana", query=query)

    assert (response.status, response.code) == (422, "invalid_request")
