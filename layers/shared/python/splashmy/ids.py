"""UUIDv7 identifiers: sortable by the moment they were made."""

from datetime import UTC, datetime, timedelta

import uuid6

from splashmy.settings import settings


def new_id() -> str:
    return str(uuid6.uuid7())


def now() -> datetime:
    """In UTC."""
    return datetime.now(UTC) + timedelta(seconds=settings().clock_offset)


def made_at(id: str) -> datetime:
    """When a UUIDv7 was made."""
    return datetime.fromtimestamp(int(id[:8] + id[9:13], 16) / 1000, UTC)


def first_id(moment: datetime) -> str:
    """What every id made at or after `moment` sorts behind."""
    milliseconds = f"{int(moment.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}"
