"""A user's numbers, from the tallies that move with the facts."""

from splashmy.core.clock import day, next_midnight, now
from splashmy.core.ids import UserId
from splashmy.core.lists import length_of
from splashmy.core.records import read_together
from splashmy.identity.caller import SignedIn
from splashmy.identity.limits import daily_uploads
from splashmy.images import lists
from splashmy.images.records import Tally, UploadDay
from splashmy.images.schemas import ImageStats
from splashmy.results import lists as results
from splashmy.results.records import Count


def of(caller: SignedIn) -> ImageStats:
    moment = now()
    everything, safe, rejected, today = read_together(
        (Tally, Tally.key(lists.of_user(caller.id))),
        (Tally, Tally.key(lists.of_status(caller.id, "ready"))),
        (Tally, Tally.key(lists.of_status(caller.id, "rejected"))),
        (UploadDay, UploadDay.key(caller.id, day(moment))),
    )
    processed, favorites = _processed(caller.id)
    used = int(today.used) if today else 0
    limit = daily_uploads(caller.user)
    return ImageStats(
        total_images=length_of(everything),
        safe_images=length_of(safe),
        rejected_images=length_of(rejected),
        processed_images=processed,
        favorite_processed=favorites,
        today_uploads=used,
        storage_used_bytes=int(everything.stored_bytes) if everything else 0,
        daily_limit=limit,
        remaining=max(0, limit - used),
        resets_at=next_midnight(moment),
        is_premium=caller.is_premium,
    )


def _processed(owner_id: UserId) -> tuple[int, int]:
    """How many results came from an uploaded image, and how many of them are favourites."""
    name = results.processed(None, None)
    names = [name, *results.favorites_of([name])]
    found = read_together(*((Count, results.counter(f"USER#{owner_id}", one)) for one in names))
    first, second = map(length_of, found)
    return first, second
