"""UUIDv7 identifiers: sortable by the moment they were made."""

from datetime import UTC, datetime

import uuid6


def new_id() -> str:
    return str(uuid6.uuid7())


def now() -> datetime:
    return datetime.now(UTC)
