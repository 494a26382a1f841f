"""What is refused when a job is asked for, and what is sent when it is not."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image as Pillow

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_job_results.handler import handler as list_job_results
from splashmy.core.clock import now
from splashmy.images.records import Image
from splashmy.provider import prices
from tests.client import Client
from tests.factories.images import BLUE, a_ready_image, a_rejected_image, picture
from tests.functions.processing.running import StandIn, fetch, run
from tests.users import Accounts

GENERATION = {"job_type": "generation", "prompt": "A lighthouse"}


def chosen(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"prompt": ""}, "prompt"),
        ({"n": 5}, "n"),
        ({"n": 0}, "n"),
        ({"n": "2"}, "n"),
        ({"job_type": "painting"}, "job_type"),
        ({"quality": "ultra"}, "quality"),
        ({"size": "1000x1000"}, "size"),
        ({"size": "4096x4096"}, "size"),
        ({"size": "3840x1024"}, "size"),
        ({"size": "wide"}, "size"),
        ({"background": "transparent", "output_format": "jpeg"}, "background"),
        ({"output_compression": 50}, "output_compression"),
        ({"output_compression": 50, "output_format": "png"}, "output_compression"),
        ({"partial_images": 2}, "partial_images"),
        ({"stream": True, "partial_images": 4}, "partial_images"),
        ({"stream": "true"}, "stream"),
        ({"style_id": str(uuid4())}, "style_id"),
        ({"original_image_id": str(uuid4())}, "original_image_id"),
        ({"variables": {"light": "soft"}}, "variables"),
        ({"job_type": "edit"}, "original_image_id"),
        ({"job_type": "style_transfer"}, "style_id"),
        ({"original_image_id": "not-an-id"}, "original_image_id"),
        ({"status": "completed"}, "status"),
        ({"is_public": 1}, "is_public"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_field(
    client: Client, accounts: Accounts, asked: dict[str, Any], field: str
) -> None:
    ana = accounts.new()

    response = client.call(create_job, caller=ana, body={**GENERATION, **asked})

    assert (response.status, response.code) == (422, "invalid_request")
    assert field in [one["field"] for one in response.body["error"]["details"]]
    assert client.call(get_quota, caller=ana).data["used"] == 0


def test_every_parameter_reaches_the_provider(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid4().hex
    asked = {
        "n": 2,
        "quality": "high",
        "background": "transparent",
        "output_format": "webp",
        "size": "1024x1536",
        "output_compression": 60,
    }

    job = run(client, accounts.new(), prompt=words, **asked)

    assert job["status"] == "completed"
    assert chosen(job["parameters"]) == chosen(job["effective_parameters"]) == asked
    (call,) = stand_in.calls(words)
    assert asked.items() <= call["parameters"].items()
    assert call["parameters"]["model"] == job["model"] == "gpt-image-2.5-flare"


def test_auto_is_the_services_default_and_quality_is_always_said(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid4().hex

    job = run(client, accounts.new(), prompt=words, quality="auto", size="auto")

    (call,) = stand_in.calls(words)
    assert call["parameters"]["quality"] == job["effective_parameters"]["quality"] == "medium"
    assert chosen(job["parameters"]) == {"quality": "auto", "size": "auto"}


def test_an_image_that_is_not_ready_is_a_conflict(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, status="processing")
    asked = {"job_type": "edit", "prompt": "Brighter", "original_image_id": image.id}

    response = client.call(create_job, caller=ana, body=asked)

    assert (response.status, response.code) == (409, "image_not_ready")


@pytest.mark.parametrize("whose", ["nobody", "another's", "deleted"])
def test_an_image_that_is_not_the_callers_is_not_found(
    client: Client, accounts: Accounts, whose: str
) -> None:
    ana = accounts.new()
    made: dict[str, Callable[[], str]] = {
        "nobody": lambda: str(uuid4()),
        "another's": lambda: a_ready_image(accounts["ben"]).id,
        "deleted": lambda: a_ready_image(ana, is_deleted=True, deleted_at=now()).id,
    }
    image_id = made[whose]()
    asked = {"job_type": "edit", "prompt": "Brighter", "original_image_id": image_id}

    response = client.call(create_job, caller=ana, body=asked)

    assert (response.status, response.code) == (404, "image_not_found")


@pytest.mark.parametrize(
    ("mask", "why"),
    [
        (picture((255, 255, 255), size=(256, 200)), "proportions"),
        (picture((0, 0, 0)), "nothing to paint"),
        (picture((0, 0, 0, 255)), "nothing to paint"),
        (picture(BLUE), "black and white"),
    ],
    ids=["other proportions", "black", "opaque", "a photo"],
)
def test_what_cannot_be_a_mask_is_refused_with_both_sizes(
    client: Client, accounts: Accounts, mask: bytes, why: str
) -> None:
    ana = accounts.new()
    drawn = a_ready_image(ana, mask)
    asked = {
        "job_type": "edit",
        "prompt": "A door in the wall",
        "original_image_id": a_ready_image(ana, picture(size=(512, 512))).id,
        "mask_image_id": drawn.id,
    }

    response = client.call(create_job, caller=ana, body=asked)

    assert (response.status, response.code) == (422, "invalid_request")
    (detail,) = response.body["error"]["details"]
    assert detail["field"] == "mask_image_id"
    assert why in detail["message"]
    assert f"{drawn.width}x{drawn.height}" in detail["message"]
    assert "512x512" in detail["message"]


def half_marked(mode: str, size: tuple[int, int]) -> bytes:
    """White on its left half; in RGBA transparent there, and white elsewhere."""
    width, height = size
    if mode == "RGBA":
        drawn = Pillow.new(mode, size, (255, 255, 255, 255))
        drawn.paste((0, 0, 0, 0), (0, 0, width // 2, height))
    else:
        drawn = Pillow.new("L", size, 0)
        drawn.paste(255, (0, 0, width // 2, height))
        drawn = drawn.convert(mode)
    content = io.BytesIO()
    drawn.save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA"])
@pytest.mark.parametrize("size", [(512, 512), (128, 128)])
def test_a_mask_of_any_size_and_kind_keeps_what_it_does_not_mark(
    client: Client, accounts: Accounts, stand_in: StandIn, mode: str, size: tuple[int, int]
) -> None:
    ana, words = accounts.new(), uuid4().hex

    job = run(
        client,
        ana,
        job_type="edit",
        prompt=words,
        original_image_id=a_ready_image(ana, picture(size=(512, 512))).id,
        mask_image_id=a_ready_image(ana, half_marked(mode, size)).id,
        output_format="png",
    )

    assert job["status"] == "completed", job["failure"]
    (call,) = stand_in.calls(words)
    assert (call["parameters"]["images"], call["parameters"]["mask"]) == (["512x512"], "512x512")
    (result,) = client.call(list_job_results, caller=ana, job_id=job["id"]).results
    shown = Pillow.open(io.BytesIO(fetch(result["url"]))).convert("RGB")
    seen = shown.getpixel((shown.width * 3 // 4, shown.height // 4))
    assert isinstance(seen, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(seen, BLUE, strict=True))


def test_other_photos_are_sent_behind_the_first_in_the_order_asked_for(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    others = [a_ready_image(ana, picture(size=(side, 100))) for side in (300, 200)]

    job = run(
        client,
        ana,
        job_type="edit",
        prompt=words,
        original_image_id=a_ready_image(ana).id,
        reference_image_ids=[one.id for one in others],
    )

    assert job["status"] == "completed", job["failure"]
    assert [one["id"] for one in job["reference_images"]] == [one.id for one in others]
    assert [len(fetch(one["url"])) for one in job["reference_images"]] == [
        one.file_size for one in others
    ]
    (call,) = stand_in.calls(words)
    assert call["parameters"]["images"] == ["256x256", "300x100", "200x100"]


def test_every_photo_is_in_the_price_ceiling(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    photo, other = a_ready_image(ana), a_ready_image(ana)
    asked = {"job_type": "edit", "prompt": "Brighter", "original_image_id": photo.id}

    ceilings = [
        Decimal(client.call(create_job, caller=ana, body=asked | more).data["price_ceiling"])
        for more in ({}, {"reference_image_ids": [other.id, other.id]})
    ]

    assert ceilings[1] - ceilings[0] == Decimal(2 * prices.PHOTO_TOKENS * 8) / 1_000_000


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        (lambda ana, ben: [a_ready_image(ben).id], 404, "image_not_found"),
        (lambda ana, ben: [str(uuid4())], 404, "image_not_found"),
        (lambda ana, ben: [a_rejected_image(ana).id], 409, "image_not_ready"),
        (lambda ana, ben: [str(uuid4())] * 16, 422, "invalid_request"),
    ],
    ids=["another's", "nobody's", "rejected", "too many"],
)
def test_another_photo_is_checked_like_the_first(
    client: Client, accounts: Accounts, asked: Callable[..., list[str]], status: int, code: str
) -> None:
    ana = accounts.new()
    body = {
        "job_type": "edit",
        "prompt": "Brighter",
        "original_image_id": a_ready_image(ana).id,
        "reference_image_ids": asked(ana, accounts["ben"]),
    }

    response = client.call(create_job, caller=ana, body=body)

    assert (response.status, response.code) == (status, code)


def test_a_generation_takes_no_photos(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    asked = GENERATION | {"reference_image_ids": [a_ready_image(ana).id]}

    response = client.call(create_job, caller=ana, body=asked)

    assert response.status == 422
    assert response.body["error"]["details"][0]["field"] == "reference_image_ids"


def test_an_unknown_template_is_not_found(client: Client) -> None:
    asked = {**GENERATION, "template_id": str(uuid4())}

    response = client.call(create_job, caller="ana", body=asked)

    assert (response.status, response.code) == (404, "template_not_found")


def test_an_unknown_style_is_not_found(client: Client, accounts: Accounts, catalogue: None) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    asked = {
        "job_type": "style_transfer",
        "original_image_id": image.id,
        "style_id": str(uuid4()),
    }

    response = client.call(create_job, caller=ana, body=asked)

    assert (response.status, response.code) == (404, "style_not_found")


def test_a_premium_style_needs_the_premium_plan(
    client: Client, accounts: Accounts, catalogue: None
) -> None:
    from splashmy.styles import catalogue as styles

    style = next(one.style for one in styles.current().offered if one.style.is_premium)
    free, premium = accounts.new(), accounts.new(premium=True)
    asked = [
        {
            "job_type": "style_transfer",
            "original_image_id": a_ready_image(one).id,
            "style_id": style.id,
        }
        for one in (free, premium)
    ]

    refused = client.call(create_job, caller=free, body=asked[0])
    taken = client.call(create_job, caller=premium, body=asked[1])

    assert (refused.status, refused.code) == (403, "premium_required")
    assert taken.status == 202


def test_a_refused_request_frees_its_key(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, status="processing")
    asked = {"job_type": "edit", "prompt": "Brighter", "original_image_id": image.id}
    key = {"Idempotency-Key": uuid4().hex}
    refused = client.call(create_job, caller=ana, body=asked, headers=key)
    Image(image.pk, image.sk).update([Image.status.set("ready")])

    taken = client.call(create_job, caller=ana, body=asked, headers=key)

    assert (refused.status, taken.status) == (409, 202)


def test_the_same_key_makes_one_job(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    key = {"Idempotency-Key": uuid4().hex}

    first = client.call(create_job, caller=ana, body=GENERATION, headers=key)
    second = client.call(create_job, caller=ana, body=GENERATION, headers=key)
    other = client.call(create_job, caller=ana, body={**GENERATION, "n": 2}, headers=key)

    assert first.data["id"] == second.data["id"]
    assert other.status == 422
    assert client.call(get_quota, caller=ana).data["used"] == 1
