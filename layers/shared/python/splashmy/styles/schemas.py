"""What an administrator says of categories and styles; the shipped files obey the same rules."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from typing_extensions import TypeAliasType

from splashmy.core.details import invalid
from splashmy.core.errors import InvalidRequest
from splashmy.core.ids import CategoryId, ImageId, ResultId, StyleId
from splashmy.provider.parameters import Background, ChosenParameters, OutputFormat, Quality
from splashmy.styles import prompts
from splashmy.web import ABSENT, Id, RequestModel, ResponseModel, UpdateModel
from splashmy.web.fields import Form, OneLine

VariableType = TypeAliasType("VariableType", Literal["choice", "text"])


class CategoryAnswer(ResponseModel):
    id: str
    name: str
    slug: str
    description: str
    icon: str
    color: str
    sort_order: int
    styles_count: int


class CategoryBrief(ResponseModel):
    id: str
    name: str
    slug: str
    color: str


class ExampleAnswer(ResponseModel):
    """`is_preview`: made by the local preview, not by the image model."""

    id: str
    original_url: str | None
    styled_url: str
    urls_expire_at: datetime
    prompt: str
    parameters: ChosenParameters
    is_preview: bool
    sort_order: int


class StyleVariable(ResponseModel):
    """`choices` is empty where any words will do."""

    name: str
    type: VariableType
    choices: list[str]
    default: str


class StyleAnswer(ResponseModel):
    """`user_rating` and `is_user_favorite` are null to who is not signed in."""

    id: str
    name: str
    slug: str
    description: str
    category: CategoryBrief
    tags: list[str]
    thumbnail_url: str | None
    urls_expire_at: datetime | None
    is_premium: bool
    popularity_score: float
    average_rating: float
    total_ratings: int
    user_rating: int | None
    is_user_favorite: bool | None
    created_at: datetime


class StyleDetail(StyleAnswer):
    default_quality: Quality
    default_background: Background
    default_output_format: OutputFormat
    default_size: str
    supports_transparency: bool
    max_prompt_length: int
    variables: list[StyleVariable]
    examples: list[ExampleAnswer]


class WrittenTranslation(ResponseModel):
    name: str
    description: str


class WrittenTranslations(ResponseModel):
    es: WrittenTranslation | None = None


class ManagedStyle(StyleDetail):
    """What an administrator sees, in the words that are stored, in English.

    `is_shipped`: the shipped files still rule it.
    """

    prompt_template: str
    is_active: bool
    is_shipped: bool
    sort_order: int
    translations: WrittenTranslations


class ManagedCategory(CategoryAnswer):
    is_active: bool
    is_shipped: bool
    translations: WrittenTranslations


class StyleBrief(ResponseModel):
    id: str
    name: str
    slug: str
    thumbnail_url: str | None
    urls_expire_at: datetime | None


class PreferenceAnswer(ResponseModel):
    style: StyleBrief
    is_favorite: bool
    usage_count: int
    last_used: datetime | None
    preferred_quality: Quality | None
    preferred_background: Background | None
    preferred_output_format: OutputFormat | None
    preferred_size: str | None


class Deleted(ResponseModel):
    id: str


Name = Annotated[OneLine, Field(min_length=1, max_length=100)]
Slug = Annotated[str, Form(r"^[a-z0-9]+(-[a-z0-9]+)*$", "malformed_slug", max_length=60)]
Description = Annotated[str, Field(max_length=500)]
Template = Annotated[str, Field(min_length=1, max_length=8000)]
Word = Annotated[OneLine, StringConstraints(min_length=1, max_length=50)]
Icon = Annotated[str, Field(max_length=50)]
Color = Annotated[str, Form(r"^(#[0-9a-f]{6})?$", "malformed_color")]
Order = Annotated[int, Field(ge=0, le=10_000)]
PromptLength = Annotated[int, Field(ge=1, le=32_000)]
Tags = Annotated[list[Word], Field(max_length=20)]
Caption = Annotated[str, Field(max_length=500)]
StyleSize = TypeAliasType("StyleSize", Literal["auto", "1024x1024", "1536x1024", "1024x1536"])


class Translation(RequestModel):
    """In another language; where it is empty, the original stands."""

    name: Annotated[OneLine, Field(max_length=100)] = ""
    description: Description = ""


class Translations(RequestModel):
    """By language."""

    es: Translation | None = None


class NewCategory(RequestModel):
    name: Name
    slug: Slug
    description: Description = ""
    icon: Icon = ""
    color: Color = ""
    sort_order: Order = 0
    is_active: bool = True
    translations: Translations = Field(default_factory=Translations)


class Variable(RequestModel):
    """`text` takes up to 200 characters, `choice` one of its choices."""

    name: Annotated[str, Form(r"^[a-z][a-z0-9_]*$", "malformed_name", max_length=40)]
    type: VariableType
    choices: list[Annotated[str, Field(max_length=200)]] = Field(default=[], max_length=30)
    default: Annotated[str, Field(max_length=200)] = ""

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        if self.type == "choice" and self.default not in self.choices:
            raise invalid("default_not_a_choice")
        if self.type == "text" and self.choices:
            raise invalid("choices_of_text")
        return self


Variables = Annotated[list[Variable], Field(max_length=10)]


class NewStyle(RequestModel):
    category_id: Id[CategoryId]
    name: Name
    slug: Slug
    description: Description = ""
    prompt_template: Template
    variables: Variables = Field(default=[])
    default_quality: Quality = "auto"
    default_background: Background = "auto"
    default_output_format: OutputFormat = "png"
    default_size: StyleSize = "auto"
    supports_transparency: bool = False
    max_prompt_length: PromptLength = 2000
    is_premium: bool = False
    is_active: bool = True
    sort_order: Order = 0
    tags: Tags = Field(default=[])
    translations: Translations = Field(default_factory=Translations)

    @model_validator(mode="after")
    def _template_holds(self) -> Self:
        names = [variable.name for variable in self.variables]
        if faults := prompts.faults(self.prompt_template, names):
            raise InvalidRequest(details=faults)
        if len(self.prompt_template) > self.max_prompt_length:
            raise InvalidRequest.field("prompt_template", "template_too_long")
        return self

    @model_validator(mode="after")
    def _transparency_is_possible(self) -> Self:
        if self.default_background != "transparent":
            return self
        if not self.supports_transparency or self.default_output_format == "jpeg":
            raise InvalidRequest.field("default_background", "transparency_impossible")
        return self


class ChangeCategory(UpdateModel):
    """What is left out stays as it is."""

    name: Name = ABSENT
    slug: Slug = ABSENT
    description: Description = ABSENT
    icon: Icon = ABSENT
    color: Color = ABSENT
    sort_order: Order = ABSENT
    is_active: bool = ABSENT
    translations: Translations = ABSENT


class ChangeStyle(UpdateModel):
    """What is left out stays as it is."""

    category_id: Id[CategoryId] = ABSENT
    name: Name = ABSENT
    slug: Slug = ABSENT
    description: Description = ABSENT
    prompt_template: Template = ABSENT
    variables: Variables = ABSENT
    default_quality: Quality = ABSENT
    default_background: Background = ABSENT
    default_output_format: OutputFormat = ABSENT
    default_size: StyleSize = ABSENT
    supports_transparency: bool = ABSENT
    max_prompt_length: PromptLength = ABSENT
    is_premium: bool = ABSENT
    is_active: bool = ABSENT
    sort_order: Order = ABSENT
    tags: Tags = ABSENT
    translations: Translations = ABSENT


class SavePreference(UpdateModel):
    """What is left out stays as it is; null forgets a preferred value."""

    style_id: Id[StyleId]
    is_favorite: bool = ABSENT
    preferred_quality: Quality | None = ABSENT
    preferred_background: Background | None = ABSENT
    preferred_output_format: OutputFormat | None = ABSENT
    preferred_size: StyleSize | None = ABSENT


class NewExample(RequestModel):
    """An administrator's own result, made in this style, or own image that is ready: one of them.

    `original_image_id` is what it was made from; a result brings its own.
    """

    result_id: Id[ResultId] | None = None
    image_id: Id[ImageId] | None = None
    original_image_id: Id[ImageId] | None = None
    prompt: Caption | None = None
    sort_order: Order = 0


class ChangeExample(UpdateModel):
    """What is left out stays as it is."""

    prompt: Caption = ABSENT
    sort_order: Order = ABSENT
