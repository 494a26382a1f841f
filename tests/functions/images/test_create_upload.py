from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from functions.images.create_upload.handler import handler as create_upload
from splashmy.core.ids import ReservedId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.settings import settings
from splashmy.images import lists, records, uploads
from splashmy.images.records import Entry
from tests.client import Client
from tests.factories.jobs import signed_in
from tests.functions.images.test_list_images import listed
from tests.functions.images.uploading import announced, fetched, png, settled, uploaded
from tests.imaging.making import gradient, heic
from tests.repeating import sent_again
from tests.users import Accounts


def test_an_uploaded_photograph_becomes_ready(
    client: Client, accounts: Accounts, photo: bytes
) -> None:
    ana = accounts.new()

    image_id = uploaded(client, ana, photo, filename="photo.jpg", title="Harbour", tags=["Sea"])
    image = settled(client, ana, image_id)

    assert image["status"] == "ready", image
    assert (image["format"], image["content_type"]) == ("jpeg", "image/jpeg")
    assert image["tags"][0] == {"name": "Sea", "source": "manual", "confidence": None}
    assert {tag["source"] for tag in image["tags"][1:]} == {"auto"}
    assert image["alt_text"].startswith("A picture of ")
    assert len(fetched(image["url"])) == image["file_size"]
    with Image.open(BytesIO(fetched(image["thumbnail_url"]))) as thumbnail:
        assert (thumbnail.format, max(thumbnail.size)) == ("WEBP", 400)


def test_an_upload_is_found_by_each_of_many_words(client: Client, accounts: Accounts) -> None:
    ana, words = accounts.new(), [f"word{number}" for number in range(120)]
    described = announced(png(), description=" ".join(words))

    made = client.call(create_upload, caller=ana, body=described)

    assert made.status == 201, made.body
    assert [listed(client, ana, search=word)[0] for word in (words[0], words[-1])] == [1, 1]
    rest = [one.sk for one in Entry.query(lists.HALF_LISTED, consistent_read=True)]
    assert made.data["image"]["id"] not in rest


def test_an_announced_upload_has_a_form_and_no_url(client: Client, accounts: Accounts) -> None:
    response = client.call(create_upload, caller=accounts.new(), body=announced(png()))

    assert response.status == 201
    assert response.data["image"]["status"] == "awaiting_upload"
    assert response.data["image"]["url"] is None
    assert response.headers["location"].endswith(f"/images/{response.data['image']['id']}/")
    assert response.data["upload"]["expires_in"] == 900
    assert response.data["upload"]["fields"]["Content-Type"] == "image/png"


def test_an_unsafe_picture_is_rejected_and_never_gets_a_url(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    image = settled(client, ana, uploaded(client, ana, png((255, 0, 0))))

    assert image["status"] == "rejected"
    assert image["rejection"] == {"labels": ["Graphic Violence", "Violence"], "appealable": True}
    assert (image["url"], image["thumbnail_url"]) == (None, None)


def test_a_text_file_fails_with_a_reason(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    image = settled(client, ana, uploaded(client, ana, b"Just some words."))

    assert image["status"] == "failed"
    assert image["failure"]["code"] == "image_not_recognized"
    assert image["failure"]["message"]


def test_the_same_key_announces_one_image(client: Client, accounts: Accounts) -> None:
    ana, key = accounts.new(), {"Idempotency-Key": uuid4().hex}

    answers = [
        client.call(create_upload, caller=ana, body=announced(png()), headers=key) for _ in range(2)
    ]

    assert answers[0].data["image"] == answers[1].data["image"]
    assert listed(client, ana)[0] == 1


def test_a_request_sent_again_after_its_function_died_goes_on_with_the_same_image(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    first, second = sent_again(client, create_upload, caller=ana, body=announced(png()))

    assert (second.status, second.data["image"]) == (201, first.data["image"])
    assert listed(client, ana)[0] == 1


def test_parallel_uploads_never_pass_the_daily_limit(client: Client, accounts: Accounts) -> None:
    ana, limit = accounts.new(), settings().daily_upload_limit_free

    def announce(_: int) -> int:
        key = {"Idempotency-Key": uuid4().hex}
        return client.call(create_upload, caller=ana, body=announced(png()), headers=key).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(announce, range(limit + 6)))
    refused = client.call(create_upload, caller=ana, body=announced(png()))

    assert (statuses.count(201), statuses.count(429)) == (limit, 6)
    assert (refused.status, refused.code) == (429, "daily_upload_limit_reached")
    assert int(refused.headers["retry-after"]) > 0
    assert listed(client, ana)[0] == limit


@pytest.mark.parametrize(
    "wrong",
    [
        {"filename": "picture.svg"},
        {"filename": "picture.unknown"},
        {"content_type": "image/svg+xml"},
        {"size": 0},
        {"size": settings().max_upload_size + 1},
        {"tags": ["a"] * 21},
        {"status": "ready"},
    ],
)
def test_a_malformed_announcement_is_refused(wrong: dict[str, Any], client: Client) -> None:
    response = client.call(create_upload, caller="ana", body=announced(png()) | wrong)

    assert (response.status, response.code) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("filename", "content_type"),
    [
        ("IMG_0001.JPG", "image/jpg"),
        ("IMG_0001.jfif", "image/pjpeg"),
        ("IMG_0001.HEIC", "image/heic"),
        ("IMG_0001.avif", "image/avif"),
        ("IMG_0001", "application/octet-stream"),
    ],
)
def test_what_phones_and_browsers_call_a_picture_is_taken(
    filename: str, content_type: str, client: Client, accounts: Accounts
) -> None:
    ana, content = accounts.new(), heic(gradient())

    image_id = uploaded(client, ana, content, filename=filename, content_type=content_type)
    image = settled(client, ana, image_id)

    assert (image["status"], image["format"]) == ("ready", "jpeg")
    assert image["content_type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("filename", "named"),
    [("scan.tif", "TIFF picture"), ("IMG_1.CR2", "RAW photo"), ("clip.MOV", "video")],
)
def test_what_is_not_taken_is_refused_by_name_before_it_is_sent(
    filename: str, named: str, client: Client
) -> None:
    body = announced(png()) | {"filename": filename}

    response = client.call(create_upload, caller="ana", body=body)

    assert (response.status, response.code) == (422, "invalid_request")
    assert named in response.body["error"]["details"][0]["message"]


def test_an_upload_that_exists_already_is_not_called_one_too_many(accounts: Accounts) -> None:
    ana, reserved = signed_in(accounts.new()), ReservedId(new_id(str))
    asked: dict[str, Any] = {
        "filename": "picture.png",
        "content_type": "image/png",
        "size": 1000,
        "title": "",
        "description": "",
        "tag_names": [],
        "is_public": False,
    }
    uploads.reserve(ana, reserved, **asked)

    with pytest.raises(ConditionFailed) as raised:
        uploads.reserve(ana, reserved, **asked)

    assert raised.value.concerns(records.Image)
