"""What follows from the records of a table: lists, lengths and the public feed.

Written anew where it differs, while nobody else writes. What cannot be told from the records stays
as it was restored: quotas of a day, totals of what was removed, and the counters of styles.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from splashmy.accounts.records import MEMBERS, Members
from splashmy.core.resources import IMAGES, JOBS, RESULTS, USERS, Table
from tools.restore import images, jobs, results
from tools.restore.tables import Item, deletion, items, key, write


def write_anew(table: Table) -> str:
    """Safe to repeat: what is right is not written."""
    rules, stored = RULES[table], {key(item): item for item in items(table.id)}
    expected = {
        key(item): item
        for item in rules.expected(stored.values())
        if key(item) in stored or not _is_zero(item)
    }
    wrong = [item for at, item in expected.items() if _told(stored.get(at)) != _told(item)]
    derived = [at for at, item in stored.items() if rules.is_derived(item) and not _is_zero(item)]
    extra = [at for at in derived if at not in expected]
    put = write(table, ({"PutRequest": {"Item": item}} for item in wrong))
    deleted = write(table, (deletion(at) for at in extra))
    return f"{table.id}: {put} items derived anew, {deleted} that nothing accounts for removed"


def _told(item: Item | None) -> Item | None:
    """A counter says the same with a zero and without."""
    return item and {name: value for name, value in item.items() if value != {"N": "0"}}


def _is_zero(item: Item) -> bool:
    return len(item) > len(_told(item) or {}) == len(("pk", "sk"))


def _of_users(stored: Collection[Item]) -> list[Item]:
    members = sum(1 for one in stored if one["pk"]["S"] == MEMBERS and "user_id" in one)
    return [Members(length=members).serialize()]


@dataclass(frozen=True)
class Rules:
    """`expected` are all items that follow from others, as they should be."""

    expected: Callable[[Collection[Item]], list[Item]]
    is_derived: Callable[[Item], bool]


RULES = {
    USERS: Rules(_of_users, lambda _: False),
    IMAGES: Rules(images.expected, images.is_derived),
    JOBS: Rules(jobs.expected, jobs.is_derived),
    RESULTS: Rules(results.expected, results.is_derived),
}
