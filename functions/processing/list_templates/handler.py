"""GET /processing/templates"""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.resources import JOBS
from splashmy.provider.parameters import JobType
from splashmy.templates import rules
from splashmy.templates.schemas import TemplateAnswer
from splashmy.web import Page, PageQuery, Visitor, endpoint
from splashmy.web.pages import paged


class TemplatesQuery(PageQuery):
    job_type: JobType | None = None
    category: str | None = None


@endpoint("GET", "/processing/templates", grants=[JOBS.query], shared_cache=True)
def handler(query: Annotated[TemplatesQuery, Query()], visitor: Visitor) -> Page[TemplateAnswer]:
    """List the public templates and the caller's own, newest first."""
    found = [
        one
        for one in rules.visible(visitor.id if visitor else None)
        if query.job_type in (None, one.job_type) and query.category in (None, one.category)
    ]
    return paged(found, query).map(TemplateAnswer.model_validate)
