import pytest

from splashmy.provider import models, prices
from splashmy.provider.models import UnknownModel

FLARE = models.get("gpt-image-2.5-flare")


def test_a_ceiling_counts_words_photos_and_pictures() -> None:
    asked = {"n": 2, "quality": "high", "size": "1024x1024"}

    ceiling = prices.ceiling(FLARE, asked, prompt="Señor", photos=1)

    assert ceiling == prices.dollars(6 * 5 + prices.PHOTO_TOKENS * 8 + 2 * 1756 * 30)


def test_a_larger_picture_and_partial_images_cost_more() -> None:
    small = {"n": 1, "quality": "low", "size": "1024x1024"}

    ceilings = [
        prices.ceiling(FLARE, small | more, prompt="", photos=0)
        for more in ({}, {"size": "2048x2048"}, {"partial_images": 3})
    ]

    assert ceilings == ["0.005880", "0.023520", "0.014880"]


DETAILS = {"text_tokens": 10, "image_tokens": 20}
COUNTS = {"input_tokens": 30, "output_tokens": 100}


@pytest.mark.parametrize(
    ("usage", "usd"),
    [
        (COUNTS | {"input_tokens_details": DETAILS}, "0.003210"),
        (COUNTS, "0.003240"),
        (COUNTS | {"input_tokens_details": None}, "0.003240"),
        (COUNTS | {"input_tokens_details": {"text_tokens": None}}, "0.003240"),
        (COUNTS | {"input_tokens": None}, None),
        (COUNTS | {"output_tokens": None}, None),
        (COUNTS | {"output_tokens": -1}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_receipt_counts_what_the_provider_reports(
    usage: dict[str, object] | None, usd: str | None
) -> None:
    assert prices.receipt(FLARE.name, usage).shown()["usd"] == usd


def test_what_is_unknown_counts_as_the_ceiling() -> None:
    assert prices.receipt(FLARE.name, COUNTS).counted(9_999) == 3_240
    assert prices.receipt(FLARE.name, None).counted(9_999) == 9_999


def test_a_model_that_left_the_table_has_tokens_but_no_known_price() -> None:
    receipt = prices.receipt("gpt-image-1", COUNTS)

    assert receipt.shown() == {"input_tokens": 30, "output_tokens": 100, "usd": None}


def test_a_retired_model_is_not_live() -> None:
    with pytest.raises(UnknownModel, match="gpt-image-1 is shut down on 2026-10-23"):
        models.get("gpt-image-1")
