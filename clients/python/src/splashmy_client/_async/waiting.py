"""What waits: on asyncio and trio alike."""

from anyio import Lock, sleep

__all__ = ["Lock", "sleep"]
