"""Identifiers: UUIDv7, sortable by the moment they were made; a user's is Cognito's `sub`.

Each kind of thing has a type of its own, so that two of them never swap silently.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NewType, TypeVar, cast

from pynamodb.attributes import Attribute, UnicodeAttribute

AuditId = NewType("AuditId", str)
AvatarId = NewType("AvatarId", str)
CategoryId = NewType("CategoryId", str)
ExampleId = NewType("ExampleId", str)
ImageId = NewType("ImageId", str)
JobId = NewType("JobId", str)
ResultId = NewType("ResultId", str)
StyleId = NewType("StyleId", str)
TemplateId = NewType("TemplateId", str)
UserId = NewType("UserId", str)
WebhookId = NewType("WebhookId", str)

I = TypeVar("I", bound=str)  # noqa: E741 id


@dataclass(frozen=True)
class ReservedId:
    """The id of what a request makes, written down before anything is made.

    `is_repeated`: an earlier attempt of the same request may have made it already.
    """

    value: str
    is_repeated: bool = False


def new_id(kind: Callable[[str], I]) -> I:
    """A new one of a kind: `new_id(ImageId)`."""
    import uuid6  # looks its own version up, which takes long: not where nothing is made

    return kind(str(uuid6.uuid7()))


def made_at(id: str) -> datetime:
    """When a UUIDv7 was made."""
    return datetime.fromtimestamp(int(id[:8] + id[9:13], 16) / 1000, UTC)


def first_id(moment: datetime) -> str:
    """What every id made at or after `moment` sorts behind."""
    milliseconds = f"{int(moment.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}"


def id_attribute(kind: Callable[[str], I], **options: Any) -> Attribute[I]:
    """The attribute of a record that holds an id of this kind: `id_attribute(ImageId)`."""
    return cast("Attribute[I]", UnicodeAttribute(**options))
