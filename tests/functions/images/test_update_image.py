from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any

import pytest

from functions.images.create_upload.handler import handler as create_upload
from functions.images.list_images.handler import handler as list_images
from functions.images.list_public_images.handler import handler as list_public_images
from functions.images.update_image.handler import handler
from splashmy.images import tags
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import announced, fetched, png, post_form, settled
from tests.users import Account, Accounts


def found(client: Client, caller: Account, **query: str) -> int:
    return int(client.call(list_images, caller=caller, query=query).body["pagination"]["count"])


@pytest.mark.parametrize("route", handler.routes, ids=" ".join)
def test_only_the_sent_fields_change(
    client: Client, accounts: Accounts, route: tuple[str, str]
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, title="Sea", description="Waves", tags=tags.manual(["Blue"]))

    body = {"title": "Land"}
    response = client.call(handler, caller=ana, image_id=image.id, body=body, route=route)

    assert response.status == 200
    assert response.data["title"] == "Land"
    assert response.data["description"] == "Waves"
    assert [tag["name"] for tag in response.data["tags"]] == ["Blue"]
    assert len(fetched(response.data["url"])) == image.file_size


@pytest.mark.parametrize("title", ["Sun\u202egnp.exe", "Sun\u200bset", "Sun\nset", "\x00"])
def test_a_title_holds_nothing_that_is_not_seen(
    client: Client, accounts: Accounts, title: str
) -> None:
    image = a_ready_image(accounts["ana"], title="Sea")

    response = client.call(handler, caller="ana", image_id=image.id, body={"title": title})

    (detail,) = response.body["error"]["details"]
    assert (response.status, detail["code"]) == (422, "hidden_characters")


def test_an_alt_text_is_written_and_taken_away(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], alt_text="A picture of sky.", is_public=True)
    bodies: list[dict[str, Any]] = [
        {"alt_text": " A harbour at night. "},
        {"title": "Harbour"},
        {"alt_text": ""},
        {"alt_text": None},
    ]

    shown = [
        client.call(handler, caller="ana", image_id=image.id, body=body).data["alt_text"]
        for body in bodies
    ]

    assert shown == ["A harbour at night.", "A harbour at night.", None, None]


def test_an_alt_text_written_before_the_upload_stays(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    announced_image = client.call(create_upload, caller=ana, body=announced(png())).data
    image_id = announced_image["image"]["id"]
    client.call(handler, caller=ana, image_id=image_id, body={"alt_text": "My own words"})

    post_form(announced_image["upload"], png())
    image = settled(client, ana, image_id)

    assert (image["status"], image["alt_text"]) == ("ready", "My own words")
    assert {tag["source"] for tag in image["tags"]} == {"auto"}


def test_the_lists_follow_an_edit(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, title="Sea", tags=tags.manual(["Blue"]))

    body = {"title": "Land", "tags": ["Green"], "is_public": True}
    client.call(handler, caller=ana, image_id=image.id, body=body)

    assert [found(client, ana, search=word) for word in ("sea", "land")] == [0, 1]
    assert [found(client, ana, tag=name) for name in ("blue", "green")] == [0, 1]
    assert image.id in [one["id"] for one in client.call(list_public_images).results]


def test_automatic_tags_can_be_kept_renamed_and_removed(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    seen = [
        {"name": name, "source": "auto", "confidence": 98.5} for name in ("Sky", "Plant", "Wood")
    ]
    image = a_ready_image(ana, tags=seen)

    body = {"tags": ["Sky", "Oak tree"]}
    response = client.call(handler, caller=ana, image_id=image.id, body=body)

    renamed = {"name": "Oak tree", "source": "manual", "confidence": None}
    assert response.data["tags"] == [seen[0], renamed]
    counts = [found(client, ana, tag=name) for name in ("sky", "plant", "wood", "oak-tree")]
    assert counts == [1, 0, 0, 1]


def test_own_tags_are_at_most_twenty_beside_the_automatic_ones(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    seen = [{"name": f"Seen {n}", "source": "auto", "confidence": 98.5} for n in range(20)]
    image, own = a_ready_image(ana, tags=seen), [f"own {n}" for n in range(21)]
    kept = [tag["name"] for tag in seen[:19]]

    fits = client.call(handler, caller=ana, image_id=image.id, body={"tags": kept + own[:20]})
    refused = client.call(handler, caller=ana, image_id=image.id, body={"tags": kept + own})

    assert (fits.status, len(fits.data["tags"])) == (200, 39)
    assert (refused.status, refused.code) == (422, "invalid_request")
    assert refused.body["error"]["details"][0]["field"] == "tags"
    assert found(client, ana, tag="own-19") == 1


def test_a_long_description_is_found_by_each_of_its_words(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    words = [f"word{number}" for number in range(120)]

    body = {"description": " ".join(words)}
    response = client.call(handler, caller=ana, image_id=image.id, body=body)

    assert response.status == 200
    assert [found(client, ana, search=word) for word in (words[0], words[-1])] == [1, 1]


@pytest.mark.parametrize(
    "body",
    [
        {"status": "ready"},
        {"processed_count": 5},
        {"is_public": "true"},
        {"title": "x" * 256},
        {"alt_text": "x" * 1001},
        {"tags": ["!!!"]},
        {"tags": ["x" * 51]},
    ],
)
def test_system_fields_and_malformed_values_are_refused(
    body: dict[str, Any], client: Client, accounts: Accounts
) -> None:
    image = a_ready_image(accounts["ana"])

    response = client.call(handler, caller="ana", image_id=image.id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_another_users_image_is_not_found(client: Client, accounts: Accounts) -> None:
    image = a_ready_image(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", image_id=image.id, body={"title": "Mine"})

    assert (response.status, response.code) == (404, "image_not_found")


def test_edits_at_once_leave_every_list_right(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    titles = [title for _, title in zip(range(12), cycle(("sea", "land", "sky")), strict=False)]

    def rename(title: str) -> int:
        body = {"title": title, "tags": [title]}
        return client.call(handler, caller=ana, image_id=image.id, body=body).status

    with ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(rename, titles))

    assert statuses <= {200, 503}
    assert sum(found(client, ana, search=title) for title in ("sea", "land", "sky")) == 1
    assert sum(found(client, ana, tag=title) for title in ("sea", "land", "sky")) == 1
    assert found(client, ana) == 1
