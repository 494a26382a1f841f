"""Examples of a style: pictures before and after, kept apart from what they were copied from."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from splashmy.core.clock import now
from splashmy.core.errors import InvalidRequest
from splashmy.core.ids import ExampleId, ImageId, ReservedId, ResultId, StyleId, UserId
from splashmy.core.resources import MEDIA, client
from splashmy.images.records import Image
from splashmy.results.records import Result, ResultNotFound
from splashmy.styles import catalogue
from splashmy.styles.records import Example, ExampleNotFound
from splashmy.styles.schemas import ChangeExample, NewExample


@dataclass(frozen=True)
class Shown:
    """What an example shows; both keys are of moderated pictures."""

    styled_key: str
    original_key: str | None
    prompt: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)


def add(style_id: StyleId, owner_id: UserId, body: NewExample, new_id: ReservedId) -> Example:
    """Make an example of the owner's own result or image; both were moderated when they came."""
    example_id = ExampleId(new_id.value)
    if new_id.is_repeated:
        with suppress(ExampleNotFound):
            return find(style_id, example_id)
    catalogue.stored_style(style_id)
    shown = _shown(style_id, owner_id, body)
    folder = f"catalogue/{style_id}/{example_id}"
    example = Example(
        *Example.key(style_id, example_id),
        id=example_id,
        style_id=style_id,
        original_key=shown.original_key and _copy(shown.original_key, f"{folder}/original"),
        styled_key=_copy(shown.styled_key, f"{folder}/styled"),
        prompt=shown.prompt if body.prompt is None else body.prompt,
        parameters=shown.parameters,
        sort_order=body.sort_order,
        created_at=now(),
    )
    example.save()
    return example


def change(style_id: StyleId, example_id: ExampleId, body: ChangeExample) -> Example:
    example = find(style_id, example_id)
    for name, value in body.given().items():
        setattr(example, name, value)
    example.is_shipped = False
    example.save(Example.id.exists())
    return example


def remove(style_id: StyleId, example_id: ExampleId) -> None:
    example = find(style_id, example_id)
    example.delete()
    remove_pictures(example)


def find(style_id: StyleId, example_id: ExampleId) -> Example:
    try:
        return Example.get(*Example.key(style_id, example_id), consistent_read=True)
    except Example.DoesNotExist:
        raise ExampleNotFound from None


def remove_pictures(example: Example) -> None:
    """Shipped pictures stay: they belong to the catalogue files."""
    folder = f"catalogue/{example.style_id}/"
    for key in (example.original_key, example.styled_key):
        if key and key.startswith(folder):
            client("s3").delete_object(Bucket=MEDIA.id, Key=key)


def _shown(style_id: StyleId, owner_id: UserId, body: NewExample) -> Shown:
    original = body.original_image_id and _ready_image(owner_id, body.original_image_id)
    if body.image_id and not body.result_id:
        return Shown(_ready_image(owner_id, body.image_id), original)
    if body.result_id and not body.image_id:
        result = _result(owner_id, body.result_id, style_id)
        original = original or _original(owner_id, result)
        return Shown(result.display_key, original, result.prompt, _parameters(result))
    raise InvalidRequest.field("result_id", "result_or_image")


def _ready_image(owner_id: UserId, image_id: ImageId) -> str:
    """The key of its picture."""
    return str(Image.ready(owner_id, image_id).media_key)


def _result(owner_id: UserId, result_id: ResultId, style_id: StyleId) -> Result:
    try:
        result = Result.get(*Result.key(owner_id, result_id))
    except Result.DoesNotExist:
        raise ResultNotFound from None
    if result.style_id != style_id:
        raise InvalidRequest.field("result_id", "result_of_another_style")
    return result


def _original(owner_id: UserId, result: Result) -> str | None:
    """The key of the photograph, while it is still there."""
    if not result.original_image_id:
        return None
    try:
        image = Image.get(*Image.key(owner_id, result.original_image_id))
    except Image.DoesNotExist:
        return None
    return None if image.is_deleted else image.media_key


def _parameters(result: Result) -> dict[str, Any]:
    return {
        "quality": result.quality,
        "background": result.background,
        "output_format": result.format,
        "size": f"{result.width}x{result.height}",
    }


def _copy(source: str, target: str) -> str:
    """The key of the copy, which keeps the suffix of its source."""
    key = f"{target}.{source.rpartition('.')[2]}"
    client("s3").copy_object(
        Bucket=MEDIA.id, Key=key, CopySource={"Bucket": MEDIA.id, "Key": source}
    )
    return key
