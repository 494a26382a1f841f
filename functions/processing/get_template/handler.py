"""GET /processing/templates/{template_id}"""

from splashmy.core.ids import TemplateId
from splashmy.core.resources import JOBS
from splashmy.templates import rules
from splashmy.templates.records import TemplateNotFound
from splashmy.templates.schemas import TemplateAnswer
from splashmy.web import Id, Visitor, endpoint


@endpoint(
    "GET",
    "/processing/templates/{template_id}",
    grants=[JOBS.get],
    errors=[TemplateNotFound],
    shared_cache=True,
)
def handler(template_id: Id[TemplateId], visitor: Visitor) -> TemplateAnswer:
    """Show a public template, or the caller's own."""
    return TemplateAnswer.model_validate(rules.visible_one(template_id, visitor))
