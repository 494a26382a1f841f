"""What a job refers to: photo, mask, style and template, each looked up for its caller."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from splashmy.core.details import Detail, DetailCode, Param
from splashmy.core.errors import InvalidRequest, PremiumRequired
from splashmy.core.ids import ImageId, StyleId
from splashmy.identity.caller import SignedIn
from splashmy.images.records import Image
from splashmy.jobs.schemas import CreateJob
from splashmy.provider.parameters import StyleDefaults, refuse
from splashmy.styles import catalogue, translations
from splashmy.styles.records import Style
from splashmy.templates import rules
from splashmy.templates.records import Template
from splashmy.web import Id

PROPORTION = 0.01  # how far a mask may be from the photo's
# What each type takes besides its prompt, and must have.
TAKES: dict[str, tuple[str, ...]] = {
    "generation": (),
    "edit": ("original_image_id", "mask_image_id", "reference_image_ids"),
    "style_transfer": ("original_image_id", "style_id", "reference_image_ids"),
}
NEEDS: dict[str, tuple[str, ...]] = {
    "generation": (),
    "edit": ("original_image_id",),
    "style_transfer": ("original_image_id", "style_id"),
}


def check_references(job: CreateJob) -> None:
    """Refuse a reference that the job's type lacks, or does not take."""
    of_type: dict[str, Param] = {"job_type": job.job_type}
    faults = [
        Detail(name, "job_type_needs", of_type)
        for name in NEEDS[job.job_type]
        if getattr(job, name) is None
    ]
    faults += [
        Detail(name, "job_type_refuses", of_type)
        for name in ("original_image_id", "mask_image_id", "style_id", "reference_image_ids")
        if getattr(job, name) and name not in TAKES[job.job_type]
    ]
    if not job.prompt and job.job_type != "style_transfer":
        faults.append(Detail("prompt", "prompt_required"))
    if job.variables and not job.style_id:
        faults.append(Detail("variables", "variables_without_style"))
    refuse(faults)


@dataclass(frozen=True)
class References:
    image: Image | None
    mask: Image | None
    style: Style | None
    template: Template | None
    others: tuple[Image, ...] = ()

    @property
    def photos(self) -> int:
        """How many pictures the provider has to look at."""
        return bool(self.image) + bool(self.mask) + len(self.others)

    @property
    def style_defaults(self) -> StyleDefaults | None:
        return self.style.defaults if self.style else None

    @property
    def of_job(self) -> dict[str, Any]:
        """As attributes of a job."""
        image, mask, style = self.image, self.mask, self.style
        return {
            "original_image_id": image.id if image else None,
            "original_image_key": image.media_key if image else None,
            "original_thumbnail_key": image.thumbnail_key if image else None,
            "mask_image_id": mask.id if mask else None,
            "mask_image_key": mask.media_key if mask else None,
            "reference_images": [
                {"id": one.id, "key": one.media_key, "thumbnail_key": one.thumbnail_key}
                for one in self.others
            ],
            "style_id": style.id if style else None,
            "style_name": style.name if style else None,
            "style_names": translations.names(style) if style else {},
            "template_id": self.template.id if self.template else None,
        }


def resolve(caller: SignedIn, asked: CreateJob) -> References:
    template = _template(caller, asked)
    image = _image(caller, asked.original_image_id)
    mask = _image(caller, asked.mask_image_id)
    if image and mask:
        refuse(_mask_faults(mask, image))
    others = tuple(Image.ready(caller.id, image_id) for image_id in asked.reference_image_ids)
    return References(image, mask, _style(caller, asked.style_id), template, others)


def _image(caller: SignedIn, image_id: Id[ImageId] | None) -> Image | None:
    return None if image_id is None else Image.ready(caller.id, image_id)


def _mask_faults(mask: Image, image: Image) -> Iterator[Detail]:
    """The mask is brought to the photo's size and to alpha when the job is sent."""
    sizes: dict[str, Param] = {"photo": _size(image), "mask": _size(mask)}
    if abs(mask.width * image.height / (mask.height * image.width) - 1) > PROPORTION:
        yield Detail("mask_image_id", "mask_proportions", sizes)
    elif mask.mask_area == 0:
        yield Detail("mask_image_id", "mask_empty", sizes)
    elif not mask.mask_area:
        yield Detail("mask_image_id", "mask_colors", sizes)


def _size(image: Image) -> str:
    return f"{image.width:.0f}x{image.height:.0f}"


def _style(caller: SignedIn, style_id: Id[StyleId] | None) -> Style | None:
    if style_id is None:
        return None
    style = catalogue.get(style_id)
    if style.is_premium and not caller.is_premium:
        raise PremiumRequired
    return style


def _template(caller: SignedIn, asked: CreateJob) -> Template | None:
    if asked.template_id is None:
        return None
    template = rules.get_usable(asked.template_id, caller)
    if template.job_type != asked.job_type:
        code: DetailCode = "template_of_another_type"
        raise InvalidRequest.field("template_id", code, job_type=template.job_type)
    return template
