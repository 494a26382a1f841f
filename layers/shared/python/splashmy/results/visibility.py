"""Who sees what of a result."""

from collections.abc import Sequence
from dataclasses import dataclass

from splashmy.core.ids import ResultId, UserId
from splashmy.core.records import read_together
from splashmy.identity.caller import SignedIn
from splashmy.results.records import OwnLike, Published, Result, ResultNotFound


@dataclass(frozen=True)
class Seen:
    """A result as one visitor sees it; a stranger's holds what is public only."""

    result: Result
    is_owner: bool
    has_liked: bool


def own(owner_id: UserId, result_id: ResultId) -> Result:
    try:
        return Result.get(*Result.key(owner_id, result_id), consistent_read=True)
    except Result.DoesNotExist:
        raise ResultNotFound from None


def own_processed(owner_id: UserId, result_id: ResultId) -> Result:
    """An own result that came from an image."""
    result = own(owner_id, result_id)
    if result.original_image_id is None:
        raise ResultNotFound
    return result


def see(result_id: ResultId, visitor: SignedIn | None) -> Seen:
    """A result that is public or the visitor's own; one call."""
    wanted: list[tuple[type[Published | Result | OwnLike], tuple[str, str]]] = [
        (Published, Published.public_key(result_id))
    ]
    if visitor:
        wanted += [(Result, Result.key(visitor.id, result_id))]
        wanted += [(OwnLike, OwnLike.key(visitor.id, result_id))]
    public, mine, like = (*read_together(*wanted), None, None)[:3]
    if mine is None and public is None:
        raise ResultNotFound
    return Seen(mine or public, is_owner=mine is not None, has_liked=like is not None)


def see_all(public: Sequence[Published], visitor: SignedIn | None) -> list[Seen]:
    """What a visitor sees of public results; one call, of the visitor's own partition only."""
    if not visitor:
        return [Seen(one, is_owner=False, has_liked=False) for one in public]
    parts = read_together(*(_own_part(one, visitor) for one in public))
    return [_seen(*pair) for pair in zip(public, parts, strict=True)]


def _own_part(
    public: Published, visitor: SignedIn
) -> tuple[type[Result | OwnLike], tuple[str, str]]:
    if public.owner_id == visitor.id:
        return Result, Result.key(visitor.id, public.id)
    return OwnLike, OwnLike.key(visitor.id, public.id)


def _seen(public: Published, part: Result | OwnLike | None) -> Seen:
    if isinstance(part, Result):
        return Seen(part, is_owner=True, has_liked=part.owner_likes)
    return Seen(public, is_owner=False, has_liked=part is not None)
