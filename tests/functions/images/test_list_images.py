from typing import Any

import pytest

from functions.images.list_images.handler import handler
from splashmy.images import tags
from tests.client import Client
from tests.factories.images import a_library, a_ready_image, a_rejected_image
from tests.functions.images.uploading import fetched
from tests.users import Account, Accounts


def listed(client: Client, caller: Account, **query: Any) -> tuple[int, list[str]]:
    response = client.call(handler, caller=caller, query=query)
    assert response.status == 200, response.body
    return response.body["pagination"]["count"], [one["id"] for one in response.results]


def walked(client: Client, caller: Account, **query: Any) -> list[tuple[int, list[str]]]:
    """The count and ids of every page, to the last one and back to the first."""
    answers = [client.call(handler, caller=caller, query=query)]
    bearer = {"Authorization": f"Bearer {caller.access_token}"}
    for direction in ("next", "previous"):
        while link := answers[-1].body["pagination"][direction]:
            answers.append(client.send("GET", link, headers=bearer))
    return [
        (one.body["pagination"]["count"], [image["id"] for image in one.results]) for one in answers
    ]


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
    "search",
    ["HARBOUR", "evening", "img", "Harbour at night", "img-0042.PNG", "night harbour, calm!"],
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
    a_ready_image(ana, title="Forest at night")

    assert listed(client, ana, search=search) == (1, [wanted.id])


@pytest.mark.parametrize(
    ("title", "search"),
    [
        ("Canción de cuna", "cancion"),
        ("Canción de cuna", "CANC"),
        ("上海的夜景", "夜景"),
        ("हिन्दी की किताब", "किताब"),
        ("Learning C++", "c++"),
    ],
)
def test_a_search_finds_what_people_mean(
    client: Client, accounts: Accounts, title: str, search: str
) -> None:
    ana = accounts.new()
    wanted = a_ready_image(ana, title=title)
    for other in ("Cansado", "上海", "हिन्दी", "Learning C#"):
        a_ready_image(ana, title=other)

    assert listed(client, ana, search=search) == (1, [wanted.id])


def test_tags_with_signs_are_not_each_other(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    plus = a_ready_image(ana, tags=tags.manual(["C++"]))
    sharp = a_ready_image(ana, tags=tags.manual(["C#"]))

    assert listed(client, ana, tag="c++") == (1, [plus.id])
    assert listed(client, ana, tag="c-sharp") == (1, [sharp.id])


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


def test_any_filters_together_find_what_fits_all_of_them(
    client: Client, accounts: Accounts
) -> None:
    ana, sea = accounts.new(), tags.manual(["Sea"])
    wanted = a_ready_image(ana, title="Calm harbour", tags=sea)
    rejected = a_rejected_image(ana, title="Stormy harbour", tags=sea)
    tagged = a_ready_image(ana, title="Forest", tags=sea)
    worded = a_ready_image(ana, title="Old harbour")

    assert listed(client, ana, status="ready", tag="sea") == (2, [tagged.id, wanted.id])
    assert listed(client, ana, status="ready", search="harbour") == (2, [worded.id, wanted.id])
    assert listed(client, ana, tag="sea", search="harbour") == (2, [rejected.id, wanted.id])
    together = {"status": "ready", "tag": "sea", "search": "harbour"}
    assert listed(client, ana, **together) == (1, [wanted.id])
    assert listed(client, ana, status="ready", search="?!") == (0, [])


def test_pages_of_several_filters_lead_both_ways(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    made = [a_ready_image(ana, title=title).id for title in ("Sea", "Land", "Sea", "Sea")][::-1]
    made.pop(2)

    pages = walked(client, ana, page_size=1, status="ready", search="sea")

    assert [ids for _, ids in pages] == [[one] for one in made + made[-2::-1]]
    assert {count for count, _ in pages} == {3}


def test_a_long_list_is_filtered_in_bounded_steps_both_ways(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    made = a_library(ana, 250, title=lambda number: "Sea" if number % 5 else "Sea Gulls")
    wanted = [image.id for image in made if "Gulls" in image.title][::-1]

    pages = walked(client, ana, page_size=15, tag="wide", search="sea")
    rare = walked(client, ana, page_size=50, tag="wide", status="ready", search="sea gulls")

    forth = [one for _, ids in pages[: len(pages) // 2 + 1] for one in ids]
    assert forth == [image.id for image in made][::-1]
    assert {count for count, _ in pages} == {250}
    assert [one for _, ids in rare[: len(rare) // 2 + 1] for one in ids] == wanted
    assert pages[-1][1] == pages[0][1]


@pytest.mark.parametrize("query", [{"status": "gone"}, {"tag": ""}, {"search": "x" * 256}])
def test_a_malformed_filter_is_refused(query: dict[str, str], client: Client) -> None:
    response = client.call(handler, caller="ana", query=query)

    assert (response.status, response.code) == (422, "invalid_request")
