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


@pytest.mark.parametrize(
    ("usage", "usd"),
    [
        (
            {
                "input_tokens": 30,
                "output_tokens": 100,
                "input_tokens_details": {"text_tokens": 10, "image_tokens": 20},
            },
            "0.003210",
        ),
        ({"input_tokens": 30, "output_tokens": 100}, "0.003240"),
        ({"input_tokens": 30, "output_tokens": 100, "input_tokens_details": None}, "0.003240"),
        (None, None),
    ],
    ids=["with details", "without", "with none", "nothing said"],
)
def test_a_receipt_counts_what_the_provider_reports(
    usage: dict[str, object] | None, usd: str | None
) -> None:
    cost, _ = prices.receipt(FLARE, usage)

    assert cost["usd"] == usd


def test_a_retired_model_is_not_live() -> None:
    with pytest.raises(UnknownModel, match="gpt-image-1 is shut down on 2026-10-23"):
        models.get("gpt-image-1")
