"""A request of every operation that succeeds, on things of its own: what faults are put into."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address
from typing import Any
from uuid import uuid4

from pydantic import SecretStr

from infra import catalog
from infra.docs import DOCS
from local.stack import Stack
from splashmy.accounts import cognito, names, passwords
from splashmy.core import resources
from splashmy.core.ids import ImageId, ReservedId, new_id
from splashmy.images import vocabulary
from splashmy.jobs import outcomes
from splashmy.jobs.records import Job
from splashmy.notifications import webhooks
from splashmy.notifications.records import Webhook
from splashmy.results.records import Result
from splashmy.styles.records import Style
from splashmy.web.callers import Access
from tests.factories.images import a_ready_image, a_rejected_image, picture
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.factories.styles import a_category, a_style, an_example
from tests.factories.templates import a_template
from tests.functions.auth.flows import ANOTHER_PASSWORD, a_registration
from tests.functions.auth.test_confirm_password_reset import MAILED_CODE as RESET_CODE
from tests.functions.auth.verifying import MAILED_CODE as SIGN_UP_CODE
from tests.functions.images.uploading import announced
from tests.functions.styles.requests import a_category_request, a_style_request
from tests.security.operations import Operation, ids_of
from tests.users import PASSWORD, Account, Accounts

Json = dict[str, Any]
PREFIX = "splashmy-local-"
DEAD_LETTERS = f"{PREFIX}images-purge_deleted-dead-letters"


@dataclass(frozen=True)
class Scenario:
    """Who asks, for what. `others` are users that it concerns; `address` is nobody else's, so
    that no limit of an address is met.
    """

    caller: Account | None
    body: Any = None
    path: Json = field(default_factory=dict)
    others: tuple[Account, ...] = ()
    address: str = field(default_factory=lambda: str(IPv6Address(uuid4().int)))

    @property
    def users(self) -> list[str]:
        return [one.id for one in (self.caller, *self.others) if one]


def of(name: str, operation: Operation, accounts: Accounts) -> Scenario:
    """On new things of a new user; `name` is the function's id."""
    caller = accounts.new(premium=True, admin=operation.access is Access.ADMIN)
    owner = accounts.new() if name in OF_OTHERS else caller
    path: Json = {}
    for parameter in ids_of(operation):
        path[parameter] = _thing(name, parameter, path, owner)
    if name == "styles-create_example":
        body = {"result_id": a_result(caller, style_id=path["style_id"], stored=True).id}
    else:
        body = BODIES[name](caller) if name in BODIES else _example(name)
    return Scenario(None if operation.ignores_token else caller, body, path, (owner, caller))


def _thing(name: str, parameter: str, path: Json, owner: Account) -> str:
    """The id of a new one; what is below a style is of the style in the path."""
    if parameter == "user_id":
        return owner.id
    if parameter == "task":
        return catalog.scheduled()[0].id
    if parameter == "queue":
        return _a_dead_letter()
    if parameter == "slug":
        return vocabulary.curate(f"tag {uuid4().hex}", "", ReservedId(new_id(str))).slug
    if parameter == "example_id":
        style = Style(*Style.key(path["style_id"]))
        style.refresh(consistent_read=True)
        return str(an_example(style, stored=True).id)
    return str((IN_A_STATE.get(name) or THINGS[parameter])(owner).id)


def _a_failed_job(owner: Account) -> Job:
    return outcomes.fail(a_job(owner), outcomes.SERVICE_FAILED)


def _a_public_result(owner: Account) -> Result:
    return a_result(owner, original_image_id=new_id(ImageId), stored=True, is_public=True)


def _a_webhook(owner: Account) -> Webhook:
    return webhooks.create(owner.id, "https://1.1.1.1/", ReservedId(new_id(str)))


def _a_webhook_that_answers(owner: Account) -> Webhook:
    """With 404, for it is the stand-ins that are asked; a test shows whatever comes."""
    url = resources.environment["OPENAI_BASE_URL"]
    return webhooks.create(owner.id, url, ReservedId(new_id(str)))


def _a_dead_letter() -> str:
    """The queue of one that its function takes at any time."""
    sqs = resources.client("sqs")
    url = sqs.get_queue_url(QueueName=DEAD_LETTERS)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="{}")
    return DEAD_LETTERS


def forget_dead_letters(stack: Stack) -> None:
    """Other tests count what is in a queue."""
    sqs = stack.client("sqs")
    sqs.purge_queue(QueueUrl=sqs.get_queue_url(QueueName=DEAD_LETTERS)["QueueUrl"])


def _an_unverified_registration(_: Account) -> Json:
    asked = a_registration()
    email, username, password = asked["email"], asked["username"], asked["password"]
    names.reserve(email, username, SecretStr(password))
    attributes = [{"Name": "email", "Value": email}]
    cognito.as_client(
        "sign_up",
        username=username,
        address="127.0.0.1",
        Password=password,
        UserAttributes=attributes,
    )
    return {"email": email, "code": SIGN_UP_CODE}


def _a_mailed_reset(caller: Account) -> Json:
    passwords.request_reset(caller.email, address="127.0.0.1")
    return {"email": caller.email, "code": RESET_CODE, "new_password": ANOTHER_PASSWORD}


# Of these operations the thing has to be in a state of its own.
IN_A_STATE: dict[str, Callable[[Account], Any]] = {
    "images-appeal_image": a_rejected_image,
    "processing-retry_job": _a_failed_job,
    "processing-requeue_job": _a_failed_job,
    "processing-try_webhook": _a_webhook_that_answers,
    "images-approve_image": a_rejected_image,
    "images-reject_image": a_rejected_image,
}
THINGS: dict[str, Callable[[Account], Any]] = {
    "image_id": lambda owner: a_ready_image(owner, title="Boats", is_public=True),
    "job_id": a_job,
    "result_id": _a_public_result,
    "template_id": a_template,
    "webhook_id": _a_webhook,
    "category_id": lambda _: a_category(),
    "style_id": lambda _: a_style(),
}
# What others do to a user's things.
OF_OTHERS = {
    "auth-get_user",
    "auth-update_user",
    "images-approve_image",
    "images-reject_image",
    "images-report_image",
    "images-restore_image",
    "images-review_image",
    "images-take_down_image",
    "processing-cancel_monitored_job",
    "processing-get_monitored_job",
    "processing-like_result",
    "processing-report_result",
    "processing-requeue_job",
    "processing-restore_result",
    "processing-review_result",
    "processing-take_down_result",
}
BODIES: dict[str, Callable[[Account], Any]] = {
    "auth-change_password": lambda _: {
        "old_password": PASSWORD,
        "new_password": ANOTHER_PASSWORD,
    },
    "auth-confirm_password_reset": _a_mailed_reset,
    "auth-verify_email": _an_unverified_registration,
    "auth-log_in": lambda caller: {"identifier": caller.username, "password": PASSWORD},
    "auth-log_out": lambda caller: {"refresh_token": caller.refresh_token},
    "auth-refresh_session": lambda caller: {"refresh_token": caller.refresh_token},
    "auth-register_user": lambda _: a_registration(),
    "auth-request_password_reset": lambda caller: {"email": caller.email},
    "auth-resend_verification": lambda caller: {"email": caller.email},
    "auth-update_profile": lambda _: {"first_name": "Ana"},
    "auth-update_profile_details": lambda _: {"bio": "I draw what I see."},
    "images-create_tag": lambda _: {"name": f"tag {uuid4().hex}"},
    "images-create_upload": lambda _: announced(picture()),
    "processing-create_job": lambda _: {"job_type": "generation", "prompt": "A boat", "n": 2},
    "processing-price_job": lambda _: {"job_type": "generation", "prompt": "A boat"},
    "processing-create_template": lambda _: {
        "name": "Painted",
        "job_type": "generation",
        "prompt_template": "An oil painting of {original_prompt}",
    },
    "processing-update_template": lambda _: {"name": "Drawn"},
    "processing-create_webhook": lambda _: {"url": "https://1.1.1.1/"},
    "styles-create_category": lambda _: a_category_request(),
    "styles-create_style": lambda _: a_style_request(category_id=a_category().id),
    "styles-update_category": lambda _: {"name": "Renamed"},
    "styles-update_style": lambda _: {"name": "Renamed"},
    "styles-update_example": lambda _: {"prompt": "A boat"},
    "styles-save_preference": lambda _: {"style_id": a_style().id, "is_favorite": True},
}


def _example(name: str) -> Any:
    """The body that the document shows, for what needs nothing of its own."""
    operation = _operations()[name.replace("-", "_")]
    content = operation.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("example")


@cache
def _operations() -> Json:
    document = json.loads((DOCS / "openapi.json").read_text())
    return {one["operationId"]: one for of in document["paths"].values() for one in of.values()}
