"""A template as the API shows it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool

from splashmy.core.details import invalid
from splashmy.provider.parameters import ChosenParameters, DefaultParameters, JobType
from splashmy.styles import prompts
from splashmy.web import ABSENT, RequestModel, ResponseModel, UpdateModel
from splashmy.web.fields import OneLine


def _holds_the_prompt(template: str) -> str:
    for fault in prompts.faults(template, []):
        raise invalid(fault.code, **fault.params)
    return template


Name = Annotated[OneLine, Field(min_length=1, max_length=100)]
Description = Annotated[str, Field(max_length=500)]
PromptTemplate = Annotated[
    str, Field(min_length=1, max_length=8000), AfterValidator(_holds_the_prompt)
]
TemplateCategory = Annotated[OneLine, Field(max_length=60)]


class CreateTemplate(RequestModel):
    """`prompt_template` contains `{original_prompt}`, where the prompt of a job goes."""

    name: Name
    description: Description = ""
    job_type: JobType
    prompt_template: PromptTemplate
    default_parameters: DefaultParameters = Field(default_factory=DefaultParameters)
    category: TemplateCategory = ""
    is_public: StrictBool = False
    is_premium: StrictBool = False

    def as_attributes(self) -> dict[str, Any]:
        return self.model_dump() | {"default_parameters": self.default_parameters.chosen()}


class UpdateTemplate(UpdateModel):
    """What is left out stays; `default_parameters` replaces all that there were."""

    name: Name = ABSENT
    description: Description = ABSENT
    job_type: JobType = ABSENT
    prompt_template: PromptTemplate = ABSENT
    default_parameters: DefaultParameters = ABSENT
    category: TemplateCategory = ABSENT
    is_public: StrictBool = ABSENT
    is_premium: StrictBool = ABSENT

    def as_attributes(self) -> dict[str, Any]:
        given = self.given()
        if "default_parameters" in given:
            given["default_parameters"] = self.default_parameters.chosen()
        return given


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
