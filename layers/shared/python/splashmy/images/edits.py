"""What an owner may change of an image."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from splashmy.images import library, tags, vocabulary
from splashmy.images.records import Image
from splashmy.web import RequestModel


def _has_letters(name: str) -> str:
    if not tags.slug(name):
        raise ValueError("A tag needs a letter or a digit.")
    return name


TagName = Annotated[
    str, StringConstraints(min_length=1, max_length=50), AfterValidator(_has_letters)
]
TagNames = Annotated[list[TagName], Field(max_length=2 * tags.MOST_TAGS)]
Title = Annotated[str, Field(max_length=255)]
Description = Annotated[str, Field(max_length=1000)]
AltText = Annotated[str, Field(max_length=1000), AfterValidator(lambda text: text or None)]


class EditImage(RequestModel):
    """Only the fields that are sent are changed. `tags` are then all that there are."""

    title: Title = ""
    description: Description = ""
    tags: TagNames = Field(default_factory=list)
    is_public: bool = False
    alt_text: AltText | None = None


def apply(owner_id: str, image_id: str, wanted: EditImage) -> Image:
    sent = wanted.model_dump(include=wanted.model_fields_set)

    def edit(image: Image) -> None:
        for name, value in sent.items():
            setattr(image, name, tags.edit(image.tags, value) if name == "tags" else value)

    image = library.change(owner_id, image_id, edit)
    vocabulary.learn(image)
    return image
