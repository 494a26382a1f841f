"""A template as the API shows it."""

from datetime import datetime
from typing import Any

from splashmy.web import ResponseModel


class TemplateAnswer(ResponseModel):
    id: str
    name: str
    description: str
    job_type: str
    prompt_template: str
    default_parameters: dict[str, Any]
    category: str
    is_public: bool
    is_premium: bool
    usage_count: int
    created_at: datetime
