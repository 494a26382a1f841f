"""POST /processing/templates"""

from http import HTTPStatus

from splashmy.errors import AdminRequired
from splashmy.processing import templates
from splashmy.processing.requests import CreateTemplate
from splashmy.processing.template_answers import TemplateAnswer
from splashmy.processing.templates import TooManyTemplates
from splashmy.resources import JOBS
from splashmy.web import Caller, endpoint


@endpoint(
    "POST",
    "/processing/templates",
    status=HTTPStatus.CREATED,
    message="The template is kept.",
    grants=[JOBS.put, JOBS.update],
    errors=[AdminRequired, TooManyTemplates],
)
def handler(body: CreateTemplate, caller: Caller) -> TemplateAnswer:
    """Keep a prompt template; jobs use it through `template_id`.

    It is the caller's own; only an administrator's may be public or premium.
    """
    return TemplateAnswer.model_validate(templates.create(caller, body))
