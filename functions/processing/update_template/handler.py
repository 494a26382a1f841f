"""PATCH, PUT /processing/templates/{template_id}"""

from splashmy.core.errors import AdminRequired
from splashmy.core.ids import TemplateId
from splashmy.core.resources import JOBS
from splashmy.templates import editing
from splashmy.templates.records import TemplateNotFound, TooManyTemplates
from splashmy.templates.schemas import TemplateAnswer, UpdateTemplate
from splashmy.web import Caller, Id, endpoint


@endpoint(
    ("PATCH", "PUT"),
    "/processing/templates/{template_id}",
    message="Template updated.",
    grants=[JOBS.get, JOBS.put, JOBS.update, JOBS.delete],
    errors=[AdminRequired, TemplateNotFound, TooManyTemplates],
    audited=True,
)
def handler(template_id: Id[TemplateId], body: UpdateTemplate, caller: Caller) -> TemplateAnswer:
    """Change the given fields of an own template; administrators change public ones too."""
    return TemplateAnswer.model_validate(editing.change(caller, template_id, body))
