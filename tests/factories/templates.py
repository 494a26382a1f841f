"""Templates as a request would have made them."""

from typing import Any

from splashmy.auth.callers import SignedIn
from splashmy.processing import templates
from splashmy.processing.requests import CreateTemplate
from splashmy.processing.templates import Template
from tests.accounts import Account


def a_template(owner: Account, **given: Any) -> Template:
    """By an administrator, if it is public or premium."""
    asked = {
        "name": "Painted",
        "job_type": "generation",
        "prompt_template": "An oil painting of {original_prompt}",
    }
    groups = frozenset({"admin"})
    caller = SignedIn(owner.id, owner.username, session="", groups=groups, user=None)
    return templates.create(caller, CreateTemplate.model_validate(asked | given))
