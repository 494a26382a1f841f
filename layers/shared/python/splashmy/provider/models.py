"""The one table of OpenAI's image models: what each takes, what it costs, when it ends.

Sources: the docstrings of openai 3.54.0 for values and shutdowns, OpenAI's price page for what a
token costs. Output tokens are OpenAI's calculator's for gpt-image-2 and as users measured them for
2.5; for 2.6 the dearer ones are taken. They only make the ceiling: the receipt is the provider's.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from splashmy.core.details import Detail, Param

Quality = Literal["low", "medium", "high", "xhigh", "max"]
SIDE_STEP = 16
LONGEST_SIDE = 3840
MOST_PIXELS = 3840 * 2160
FEWEST_PIXELS = 655_360
WIDEST_RATIO = 3
LONGEST_PROMPT = 32_000


class UnknownModel(ValueError):
    """The environment names a model that is not live."""


@dataclass(frozen=True)
class ImageModel:
    """`output_tokens` is what one 1024x1024 picture takes, by quality. Prices are in USD per
    million tokens, which is millionths of a dollar per token.
    """

    name: str
    output_tokens: dict[str, int]
    transparent: bool = False
    text_in: int = 5
    image_in: int = 8
    image_out: int = 30
    shutdown: date | None = None

    @property
    def qualities(self) -> tuple[str, ...]:
        return tuple(self.output_tokens)


_OF_2 = {"low": 196, "medium": 1756, "high": 7024}
_OF_2_5 = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}
MODELS = {
    model.name: model
    for model in (
        ImageModel("gpt-image-2", _OF_2, transparent=True),
        ImageModel("gpt-image-2-2026-04-21", _OF_2, transparent=True),
        ImageModel("gpt-image-2.5-flare", _OF_2_5, transparent=True),
        ImageModel("gpt-image-2.5-flare-2026-09-08", _OF_2_5, transparent=True),
        ImageModel("gpt-image-2.5-sunburst", _OF_2_5, transparent=True),
        ImageModel("gpt-image-2.5-sunburst-2026-09-08", _OF_2_5, transparent=True),
        ImageModel("gpt-image-2.6-flare", _OF_2),
        ImageModel("gpt-image-2.6-sunburst", _OF_2),
    )
}
# Shut down, or so soon that nobody should start with them.
RETIRED = {
    "dall-e-2": date(2026, 5, 12),
    "dall-e-3": date(2026, 5, 12),
    "gpt-image-1": date(2026, 10, 23),
    "gpt-image-1-mini": date(2026, 12, 1),
    "gpt-image-1.5": date(2026, 12, 1),
}


def get(name: str) -> ImageModel:
    try:
        return MODELS[name]
    except KeyError:
        raise UnknownModel(unusable(name, date.min)) from None


def unusable(name: str, today: date) -> str | None:
    """Why no environment may be deployed with this model, or nothing."""
    gone = shutdown(name)
    if name in MODELS and (gone is None or gone > today):
        return None
    why = f"is shut down on {gone}" if gone else "is not a model that SplashMy knows"
    live = [model.name for model in MODELS.values() if not model.shutdown or model.shutdown > today]
    return f"image_model {name} {why}; it may be one of {', '.join(live)}."


def shutdown(name: str) -> date | None:
    """The day that OpenAI has announced as the last of a model, if it has."""
    return MODELS[name].shutdown if name in MODELS else RETIRED.get(name)


def size_fault(size: str) -> Detail | None:
    """What is wrong with a WIDTHxHEIGHT, or nothing."""
    width, height = map(int, size.split("x"))
    if not width or not height or width % SIDE_STEP or height % SIDE_STEP:
        return Detail("size", "size_step", {"step": SIDE_STEP})
    if max(width, height) > LONGEST_SIDE or not FEWEST_PIXELS <= width * height <= MOST_PIXELS:
        limits: dict[str, Param] = {"min": FEWEST_PIXELS, "max": MOST_PIXELS, "side": LONGEST_SIDE}
        return Detail("size", "size_range", limits)
    if max(width, height) > WIDEST_RATIO * min(width, height):
        return Detail("size", "size_ratio", {"max": WIDEST_RATIO})
    return None
