"""What a job can cost at most, and what it did cost, in millionths of a dollar."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from splashmy.provider import models
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


@dataclass(frozen=True)
class Receipt:
    """What a call cost, as far as the provider said; `micro_usd` is None where that is unknown."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    micro_usd: int | None = None

    def counted(self, ceiling: int) -> int:
        """Millionths of a dollar for sums and limits: what is unknown counts as the ceiling."""
        return ceiling if self.micro_usd is None else self.micro_usd

    def shown(self) -> dict[str, Any]:
        """As the API shows it."""
        usd = None if self.micro_usd is None else dollars(self.micro_usd)
        return {"input_tokens": self.input_tokens, "output_tokens": self.output_tokens, "usd": usd}


UNKNOWN = Receipt()


def receipt(model_name: str, usage: Usage | None) -> Receipt:
    """The cost of a call, from what the provider reported; never an error, for it is paid.

    Without details of the input, all of it counts as images, the dearer kind; without details of
    the output, all of it is images, for that is all these models put out. Text put out counts as
    images too. A model that has left the table has no known price.
    """
    put_in, put_out = _tokens(usage, "input_tokens"), _tokens(usage, "output_tokens")
    model = models.MODELS.get(model_name)
    if model is None or put_in is None or put_out is None:
        return Receipt(put_in, put_out)
    text = min(put_in, _tokens((usage or {}).get("input_tokens_details"), "text_tokens") or 0)
    micro_usd = model.text_in * text + model.image_in * (put_in - text)
    return Receipt(put_in, put_out, micro_usd + model.image_out * put_out)


def _tokens(usage: Any, name: str) -> int | None:
    """None unless it is a count."""
    count = usage.get(name) if isinstance(usage, Mapping) else None
    return count if type(count) is int and count >= 0 else None


def dollars(micro_usd: int) -> str:
    return f"{Decimal(micro_usd).scaleb(-6):.6f}"


def micro_usd(dollars: str) -> int:
    """Millionths of a dollar, rounded up."""
    return int((Decimal(dollars) * 1_000_000).to_integral_value(ROUND_CEILING))
