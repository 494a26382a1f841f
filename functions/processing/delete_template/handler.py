"""DELETE /processing/templates/{template_id}"""

from splashmy.core.ids import TemplateId
from splashmy.core.resources import JOBS
from splashmy.templates import editing
from splashmy.templates.records import TemplateNotFound
from splashmy.web import Caller, Id, ResponseModel, endpoint


class DeletedTemplate(ResponseModel):
    id: TemplateId


@endpoint(
    "DELETE",
    "/processing/templates/{template_id}",
    message="Template deleted.",
    grants=[JOBS.get, JOBS.update, JOBS.delete],
    errors=[TemplateNotFound],
    audited=True,
)
def handler(template_id: Id[TemplateId], caller: Caller) -> DeletedTemplate:
    """Delete an own template; administrators delete public ones too.

    Jobs that were made with it keep their prompts.
    """
    editing.remove(caller, template_id)
    return DeletedTemplate(id=template_id)
