from typing import Any

import pytest

from functions.images.list_images.handler import handler
from splashmy.images import tags
from tests.accounts import Account, Accounts
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.images.uploading import fetched


def listed(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


def test_own_images_come_newest_first_with_their_count(client: Client, accounts: Accounts) -> None:
    ana, bob = accounts.new(), accounts.new()
    older, newer = a_ready_image(ana), a_ready_image(ana)
    a_ready_image(bob, is_public=True)

    assert listed(client, ana) == (2, [newer.id, older.id])
    (_, last) = client.call(handler, caller=ana).results
    assert len(fetched(last["thumbnail_url"])) == older.file_size


def test_a_status_is_filtered(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    ready = a_ready_image(ana)
    waiting = a_ready_image(ana, status="awaiting_upload")

    assert listed(client, ana, status="ready") == (1, [ready.id])
    assert listed(client, ana, status="awaiting_upload") == (1, [waiting.id])
    assert listed(client, ana, status="rejected") == (0, [])


def test_a_tag_is_found_by_its_name_and_by_its_slug(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    wanted = a_ready_image(ana, tags=tags.manual(["Blue Sky"]))
    a_ready_image(ana, tags=tags.manual(["Sky"]))

    assert listed(client, ana, tag="Blue Sky") == (1, [wanted.id])
    assert listed(client, ana, tag="blue-sky") == (1, [wanted.id])


@pytest.mark.parametrize(
    "search", ["HARBOUR", "evening", "img", "Harbour at night", "img-0042.PNG"]
)
def test_a_search_finds_words_of_title_description_and_file_name(
    search: str, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    wanted = a_ready_image(
        ana,
        title="Harbour, at Night",
        description="A calm evening",
        original_filename="IMG_0042.png",
    )
    a_ready_image(ana, title="Forest")

    assert listed(client, ana, search=search) == (1, [wanted.id])


def test_pages_lead_both_ways_and_keep_the_filter(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    made = [a_ready_image(ana, title="Sea").id for _ in range(3)][::-1]
    a_ready_image(ana, title="Land")

    first = client.call(handler, caller=ana, query={"page_size": 2, "search": "sea"})
    bearer = {"Authorization": f"Bearer {ana.access_token}"}
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)
    again = client.send("GET", second.body["pagination"]["previous"], headers=bearer)

    assert [one["id"] for one in first.results] == made[:2]
    assert [one["id"] for one in second.results] == made[2:]
    assert (second.body["pagination"]["count"], second.body["pagination"]["next"]) == (3, None)
    assert [one["id"] for one in again.results] == made[:2]


def test_a_cursor_of_another_user_is_refused(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    for _ in range(2):
        a_ready_image(ana)
    first = client.call(handler, caller=ana, query={"page_size": 1})

    bearer = {"Authorization": f"Bearer {accounts['bob'].access_token}"}
    response = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    assert (response.status, response.code) == (422, "invalid_request")


@pytest.mark.parametrize(
    "query",
    [{"status": "gone"}, {"tag": "sea", "search": "sea"}, {"status": "ready", "tag": "sea"}],
)
def test_an_unknown_status_and_two_filters_are_refused(
    query: dict[str, str], client: Client
) -> None:
    response = client.call(handler, caller="ana", query=query)

    assert (response.status, response.code) == (422, "invalid_request")
