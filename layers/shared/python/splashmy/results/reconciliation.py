"""Whether the lists of those who like results say what is so; expected: no drift."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from splashmy.core import metrics
from splashmy.core.clock import day
from splashmy.core.ids import UserId
from splashmy.core.log import logger
from splashmy.core.sweeps import Report, Sweep
from splashmy.results import liked_lists
from splashmy.results.records import Liked, LikerDay, OwnLike

DAYS_LOOKED_BACK = 7


def of_likes(moment: datetime, *, set_aside_too: bool = False) -> Report:
    """Repair the lists of whoever liked something on the days before; `done` are those that were
    wrong. Only what these users like is read.
    """
    work = Sweep(name="likes", handle=_reconcile)
    report = work.run(_due(moment), set_aside_too=set_aside_too)
    metrics.record(metrics.LIKED_LIST_DRIFT, report.done)
    return report


def _due(moment: datetime) -> Iterator[Iterable[LikerDay]]:
    for back in range(1, DAYS_LOOKED_BACK + 1):
        yield LikerDay.query(LikerDay.of(day(moment - timedelta(days=back))))


def _reconcile(liker: LikerDay) -> bool:
    was_wrong = repair(liker.sk)
    liker.delete()
    return was_wrong


def repair(user_id: UserId) -> bool:
    """Let a user's list of liked results say what is so; whether it did not."""
    pk = f"USER#{user_id}"
    likes = OwnLike.query(pk, OwnLike.sk.startswith("LIKE#"), consistent_read=True)
    liked = {one.result_id: one.owner_id for one in likes}
    entries = Liked.query(pk, Liked.sk.startswith("LIKED#"), consistent_read=True)
    listed = {one.result_id: one.owner_id for one in entries}
    owners = liked | listed
    wrong = [
        result_id
        for result_id in liked.keys() ^ listed.keys()
        if liked_lists.follow(owners[result_id], result_id, [user_id])
    ]
    for result_id in wrong:
        logger.error("A liked result was wrongly listed", user_id=user_id, result_id=result_id)
    return bool(wrong)
