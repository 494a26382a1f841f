"""What an administrator sends for a new category or style."""

from typing import Any
from uuid import uuid4

from tests.client import Answer

SPANISH = {"Accept-Language": "es"}


def a_category_request(**fields: Any) -> dict[str, Any]:
    return {"name": "Clay", "slug": f"clay-{uuid4()}", "color": "#aa7755"} | fields


def a_style_request(**fields: Any) -> dict[str, Any]:
    return {
        "category_id": str(uuid4()),
        "name": "Clay",
        "slug": f"clay-{uuid4()}",
        "prompt_template": "Model it in {colour} clay, {{literally}}: {original_prompt}",
        "variables": [
            {"name": "colour", "type": "choice", "choices": ["red", "grey"], "default": "red"}
        ],
        "tags": ["soft"],
    } | fields


def sentences(refused: Answer) -> dict[str, str]:
    """What a person reads of each field, after the sentence that is about all of them."""
    error = refused.body["error"]
    whole = {"": refused.body["message"]}
    return whole | {one["field"]: one["message"] for one in error["details"]}
