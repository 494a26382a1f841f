"""Templates as a request would have made them."""

from typing import Any

from splashmy.core.ids import ReservedId, new_id
from splashmy.identity.caller import SignedIn
from splashmy.templates import rules
from splashmy.templates.records import Template
from splashmy.templates.schemas import CreateTemplate
from tests.users import Account


def a_template(owner: Account, *, id: str = "", **given: Any) -> Template:
    """By an administrator, if it is public or premium."""
    asked = {
        "name": "Painted",
        "job_type": "generation",
        "prompt_template": "An oil painting of {original_prompt}",
    }
    groups = frozenset({"admin"})
    caller = SignedIn(owner.id, owner.username, session="", groups=groups, user=None)
    return rules.create(
        caller, CreateTemplate.model_validate(asked | given), ReservedId(id or new_id(str))
    )
