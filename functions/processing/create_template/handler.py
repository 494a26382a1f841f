"""POST /processing/templates"""

from http import HTTPStatus

from splashmy.core.errors import AdminRequired
from splashmy.core.resources import JOBS
from splashmy.templates import rules
from splashmy.templates.records import TooManyTemplates
from splashmy.templates.schemas import CreateTemplate, TemplateAnswer
from splashmy.web import Caller, NewId, endpoint


@endpoint(
    "POST",
    "/processing/templates",
    status=HTTPStatus.CREATED,
    message="Template created.",
    grants=[JOBS.get, JOBS.put, JOBS.update],
    errors=[AdminRequired, TooManyTemplates],
    audited=True,
)
def handler(body: CreateTemplate, caller: Caller, new_id: NewId) -> TemplateAnswer:
    """Keep a prompt template; jobs use it through `template_id`.

    It is the caller's own; only an administrator's may be public or premium.
    """
    return TemplateAnswer.model_validate(rules.create(caller, body, new_id))
