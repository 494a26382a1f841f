"""What a job can cost at most, and what it did cost. USD; token prices are per million."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from splashmy.processing.models import ImageModel

# USD per million tokens are millionths of a dollar per token.
TEXT_IN = 5
IMAGE_IN = 8
IMAGE_OUT = 30

# One photo read at high fidelity: 6,240 tokens, 65 and 129 for each of up to 6 tiles.
PHOTO_TOKENS = 7_079
PARTIAL_TOKENS = 100
STANDARD_PIXELS = 1024 * 1024
LARGEST_AUTO_PIXELS = 1536 * 1024

Usage = Mapping[str, Any]


def ceiling(model: ImageModel, effective: Mapping[str, Any], *, prompt: str, photos: int) -> str:
    """No receipt is above this: no token is shorter than a byte of the prompt, and a larger
    picture takes fewer tokens than in proportion.
    """
    pixels = LARGEST_AUTO_PIXELS
    if effective["size"] != "auto":
        width, height = map(int, effective["size"].split("x"))
        pixels = max(width * height, STANDARD_PIXELS)
    picture = -(-model.output_tokens[effective["quality"]] * pixels // STANDARD_PIXELS)
    picture += PARTIAL_TOKENS * effective.get("partial_images", 0)
    micro_usd = TEXT_IN * len(prompt.encode())
    micro_usd += IMAGE_IN * PHOTO_TOKENS * photos + IMAGE_OUT * picture * effective["n"]
    return dollars(micro_usd)


def receipt(usage: Usage | None) -> tuple[dict[str, Any], int]:
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
    micro_usd = TEXT_IN * text + IMAGE_IN * images + IMAGE_OUT * usage["output_tokens"]
    cost = {
        "input_tokens": usage["input_tokens"],
        "output_tokens": usage["output_tokens"],
        "usd": dollars(micro_usd),
    }
    return cost, micro_usd


def dollars(micro_usd: int) -> str:
    return f"{Decimal(micro_usd).scaleb(-6):.6f}"
