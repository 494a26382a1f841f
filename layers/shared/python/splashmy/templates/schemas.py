"""A template as the API shows it."""

from datetime import datetime
from typing import Any

from pydantic import Field, StrictBool, field_validator

from splashmy.core.details import invalid
from splashmy.provider.parameters import ChosenParameters, DefaultParameters, JobType
from splashmy.styles import prompts
from splashmy.web import ResponseModel
from splashmy.web.envelope import RequestModel
from splashmy.web.fields import OneLine


class CreateTemplate(RequestModel):
    """`prompt_template` contains `{original_prompt}`, where the prompt of a job goes."""

    name: OneLine = Field(min_length=1, max_length=100)
    description: str = Field(default="", max_length=500)
    job_type: JobType
    prompt_template: str = Field(min_length=1, max_length=8000)
    default_parameters: DefaultParameters = Field(default_factory=DefaultParameters)
    category: OneLine = Field(default="", max_length=60)
    is_public: StrictBool = False
    is_premium: StrictBool = False

    @field_validator("prompt_template")
    @classmethod
    def _holds_the_prompt(cls, template: str) -> str:
        for fault in prompts.faults(template, []):
            raise invalid(fault.code, **fault.params)
        return template

    def as_attributes(self) -> dict[str, Any]:
        return self.model_dump() | {"default_parameters": self.default_parameters.chosen()}


class TemplateAnswer(ResponseModel):
    id: str
    name: str
    description: str
    job_type: JobType
    prompt_template: str
    default_parameters: ChosenParameters
    category: str
    is_public: bool
    is_premium: bool
    usage_count: int
    created_at: datetime
