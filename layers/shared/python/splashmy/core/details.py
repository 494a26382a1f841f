"""What is wrong with a field of a request: a closed list of codes, each with its sentence."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from splashmy.core import i18n

DetailCode = TypeAliasType(
    "DetailCode",
    Literal[
        "asked_too_much",
        "attempts_used",
        "budget_reached",
        "choices_of_text",
        "compression_of_png",
        "cursor_and_page",
        "default_not_a_choice",
        "empty",
        "file_extension",
        "file_not_taken",
        "hidden_characters",
        "host_unknown",
        "https_only",
        "invalid",
        "job_type_needs",
        "job_type_refuses",
        "key_reused",
        "malformed_amount",
        "malformed_code",
        "malformed_color",
        "malformed_cursor",
        "malformed_email",
        "malformed_name",
        "malformed_size",
        "malformed_slug",
        "malformed_url",
        "malformed_username",
        "mask_colors",
        "mask_empty",
        "mask_proportions",
        "not_a_choice",
        "not_an_id",
        "not_boolean",
        "not_integer",
        "not_json",
        "not_list",
        "not_number",
        "not_object",
        "not_text",
        "null",
        "opaque_format",
        "opaque_model",
        "opaque_style",
        "partial_images_without_stream",
        "password_refused",
        "password_used_before",
        "password_with_space",
        "passwords_differ",
        "private_address",
        "prompt_required",
        "prompt_too_long",
        "repeated_parameter",
        "required",
        "result_of_another_style",
        "result_or_image",
        "size_range",
        "size_ratio",
        "size_step",
        "tag_without_letters",
        "template_of_another_type",
        "template_too_long",
        "template_without_prompt",
        "too_few",
        "too_large",
        "too_long",
        "too_many",
        "too_short",
        "too_small",
        "transparency_impossible",
        "unknown_field",
        "unknown_parameter",
        "unknown_variable",
        "variable_built_in",
        "variable_repeated",
        "variable_unused",
        "variables_without_style",
        "weak_password",
        "wrong_password",
    ],
)

SENTENCES: dict[DetailCode, str] = {
    "attempts_used": "Your limit is {limit} attempts a day; it resets at {resets_at}.",
    "budget_reached": "The budget is reached; it resets at {resets_at}.",
    "asked_too_much": "Your limit is {limit} images a day; it resets at {resets_at}.",
    "choices_of_text": "A text variable has no choices.",
    "compression_of_png": "PNG has no compression setting; ask for jpeg or webp.",
    "cursor_and_page": "Send page or cursor, not both.",
    "default_not_a_choice": "The default must be one of the choices.",
    "empty": "This must not be empty.",
    "file_extension": "The file name must end in one of: {choices}.",
    "file_not_taken": "Please choose another file. {refusal}",
    "hidden_characters": "Please leave out control characters and invisible ones.",
    "host_unknown": "The host was not found; please check the address.",
    "https_only": "Only https:// URLs are allowed.",
    "invalid": "This value is not accepted.",
    "job_type_needs": "A job of type {job_type} needs this.",
    "job_type_refuses": "A job of type {job_type} does not take this; leave it out.",
    "key_reused": "This key was used for another request; use a new one.",
    "malformed_amount": "Use an amount in US dollars, such as 12.50, as text.",
    "malformed_code": "Enter the six digits of the code.",
    "malformed_color": "Use a color such as #4f7cac.",
    "malformed_cursor": "This cursor does not belong to this list; start again without it.",
    "malformed_email": "Use an email address such as ana@example.com.",
    "malformed_name": "Use lower-case letters, digits and underscores; begin with a letter.",
    "malformed_size": "Use a size such as 1024x1024, or auto.",
    "malformed_slug": "Use lower-case letters and digits, joined by hyphens.",
    "malformed_url": "Use a complete address such as https://example.com/hook.",
    "malformed_username": (
        "Use 3 to 30 letters, digits, dots, hyphens or underscores; begin with a letter or digit."
    ),
    "mask_colors": (
        "A mask must be black and white, or transparent where to paint. "
        "The mask has {mask} pixels, the photo {photo}."
    ),
    "mask_empty": (
        "There is nothing to paint: mark it in white, or make it transparent. "
        "The mask has {mask} pixels, the photo {photo}."
    ),
    "mask_proportions": (
        "A mask must have its photo's proportions. The mask has {mask} pixels, the photo {photo}."
    ),
    "not_a_choice": "Use one of: {choices}.",
    "not_an_id": "Use an id as the API shows it.",
    "not_boolean": "Use true or false.",
    "not_integer": "Use a whole number.",
    "not_json": "Send valid JSON.",
    "not_list": "Use a list.",
    "not_number": "Use a number.",
    "not_object": "Use a JSON object.",
    "not_text": "Use text.",
    "null": "Give a value, or leave this out.",
    "opaque_format": "JPEG has no transparency; ask for png or webp.",
    "opaque_model": "{model} makes no transparent pictures.",
    "opaque_style": "{style} makes no transparent pictures.",
    "partial_images_without_stream": "Partial images need stream to be true.",
    "password_refused": "Choose another password.",
    "password_used_before": "Choose a password that you have not used before.",
    "password_with_space": "A password cannot contain spaces.",
    "passwords_differ": "The two passwords differ.",
    "private_address": "Only addresses that everyone can reach are allowed.",
    "prompt_required": "Please describe the image.",
    "prompt_too_long": "The finished prompt has {length} characters; at most {max} are allowed.",
    "repeated_parameter": "Send this parameter only once.",
    "required": "This is required.",
    "result_of_another_style": "Choose a result that was made in this style.",
    "result_or_image": "Send either result_id or image_id.",
    "size_ratio": "The longer side can be at most {max} times the shorter one.",
    "size_range": "Use {min} to {max} pixels in all, and sides of at most {side}.",
    "size_step": "Both sides must be multiples of {step}.",
    "tag_without_letters": "A tag needs a letter or a digit.",
    "template_of_another_type": "This template is for jobs of type {job_type}.",
    "template_too_long": "The template alone is longer than max_prompt_length.",
    "template_without_prompt": "The template must contain {{original_prompt}}.",
    "too_few": "Give at least {min}.",
    "too_large": "Use {max} or less.",
    "too_long": "Use at most {max} characters.",
    "too_many": "Give at most {max}.",
    "too_short": "Use at least {min} characters.",
    "too_small": "Use {min} or more.",
    "transparency_impossible": (
        "A transparent background needs supports_transparency, and png or webp."
    ),
    "unknown_field": "This field does not exist here; leave it out.",
    "unknown_parameter": "This parameter does not exist here; leave it out.",
    "unknown_variable": "This style has no such variable.",
    "variable_built_in": "{name} has a meaning of its own; choose another name.",
    "variable_repeated": "{name} is declared twice.",
    "variable_unused": "The template does not use {name}.",
    "variables_without_style": "Only a style has variables.",
    "weak_password": "Please use at least one lower-case letter and one digit.",
    "wrong_password": "The password is wrong.",
}

Param = str | int | float
OURS = "splashmy."  # before a code as Pydantic's type of error: some have the same name there
LONGEST = 200  # characters of a field's name and of a param: both may be the caller's own


@dataclass(frozen=True)
class Detail:
    """One field's fault. `params` are what its sentence is made of."""

    field: str
    code: DetailCode
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return i18n.say(SENTENCES[self.code], **self.shown)

    @property
    def shown(self) -> dict[str, Param]:
        """A param may be a sentence itself."""
        return {
            name: shortened(i18n.tell(value)) if isinstance(value, str) else value
            for name, value in self.params.items()
        }


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def invalid(code: DetailCode, **params: Param) -> PydanticCustomError:
    """What a validator of a request model raises."""
    return PydanticCustomError(f"{OURS}{code}", "refused", {**params})
