"""What a call cost that failed, as far as its error tells."""

import httpx2
import openai

from splashmy.provider import prices
from splashmy.provider.client import PicturesMissing
from splashmy.provider.prices import UNKNOWN, Receipt

FREE = Receipt(micro_usd=0)
NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout)
GATEWAY_GAVE_UP = range(502, 600)  # but not 503: something between us and the model answered


def receipt(error: PicturesMissing | openai.APIError, model_name: str) -> Receipt:
    """Nothing for what OpenAI declined or never received; unknown for what it may have made.

    OpenAI publishes no rule for calls that time out, break off or are blocked at their output.
    """
    if isinstance(error, PicturesMissing):
        return prices.receipt(model_name, error.made.usage)
    if isinstance(error, openai.APIStatusError):
        return UNKNOWN if _may_have_made(error) else FREE
    return FREE if isinstance(error.__cause__, NEVER_SENT) else UNKNOWN


def _may_have_made(error: openai.APIStatusError) -> bool:
    if error.status_code in GATEWAY_GAVE_UP:
        return error.status_code != 503
    body = error.body if isinstance(error.body, dict) else {}
    return (body.get("moderation_details") or {}).get("moderation_stage") == "output"
