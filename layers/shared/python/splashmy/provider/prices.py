"""What a job can cost at most, and what it did cost, in millionths of a dollar."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from splashmy.provider.models import ImageModel

# Allowances, for OpenAI publishes no figure for these models: the receipt counts what it reports.
PHOTO_TOKENS = 8_000
PARTIAL_TOKENS = 100
STANDARD_PIXELS = 1024 * 1024
LARGEST_AUTO_PIXELS = 1536 * 1024
Usage = Mapping[str, Any]


def ceiling(model: ImageModel, effective: Mapping[str, Any], *, prompt: str, photos: int) -> str:
    """The most a job should cost, in USD: a token for each byte of the prompt, an allowance for
    each photo, and for a larger picture tokens in proportion, though it takes fewer.
    """
    pixels = LARGEST_AUTO_PIXELS
    if effective["size"] != "auto":
        width, height = map(int, effective["size"].split("x"))
        pixels = max(width * height, STANDARD_PIXELS)
    picture = -(-model.output_tokens[effective["quality"]] * pixels // STANDARD_PIXELS)
    picture += PARTIAL_TOKENS * effective.get("partial_images", 0)
    micro_usd = model.text_in * len(prompt.encode())
    micro_usd += model.image_in * PHOTO_TOKENS * photos + model.image_out * picture * effective["n"]
    return dollars(micro_usd)


def receipt(model: ImageModel, usage: Usage | None) -> tuple[dict[str, Any], int]:
    """The cost as the API shows it, and in millionths of a dollar.

    Without details of the input, all of it counts as images, the dearer kind; without details of
    the output, all of it is images, for that is all these models put out. Text put out counts as
    images too.
    """
    if usage is None:
        return {"input_tokens": None, "output_tokens": None, "usd": None}, 0
    details = usage.get("input_tokens_details") or {}
    text = details.get("text_tokens", 0)
    images = usage["input_tokens"] - text
    micro_usd = model.text_in * text + model.image_in * images
    micro_usd += model.image_out * usage["output_tokens"]
    cost = {
        "input_tokens": usage["input_tokens"],
        "output_tokens": usage["output_tokens"],
        "usd": dollars(micro_usd),
    }
    return cost, micro_usd


def dollars(micro_usd: int) -> str:
    return f"{Decimal(micro_usd).scaleb(-6):.6f}"


def exceeds(micro_usd: int, ceiling: str) -> bool:
    return Decimal(micro_usd).scaleb(-6) > Decimal(ceiling)
