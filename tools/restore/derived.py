"""What follows from the records of a table: lists, lengths and the public feed.

Written anew where it differs, while nobody else writes. What cannot be told from the records stays
as it was restored: quotas of a day, totals of what was removed, and the counters of styles.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from splashmy.accounts import members
from splashmy.accounts.records import MEMBERS, Member, Members
from splashmy.core.resources import IMAGES, JOBS, RESULTS, USERS, Table
from splashmy.identity.records import User
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
    profiles = [User.from_raw_data(one) for one in stored if one["sk"]["S"] == "PROFILE"]
    users = [one for one in profiles if not one.is_erased]
    derived = [record for user in users for record in members.entries(user)]
    lengths = Counter(one.pk for one in derived if isinstance(one, Member))
    counts = [Members(name, "COUNT", length=length) for name, length in lengths.items()]
    return [one.serialize() for one in (*derived, *counts)]


def _is_list_of_users(item: Item) -> bool:
    return str(item["pk"]["S"]).partition("#")[0] == MEMBERS


@dataclass(frozen=True)
class Rules:
    """`expected` are all items that follow from others, as they should be."""

    expected: Callable[[Collection[Item]], list[Item]]
    is_derived: Callable[[Item], bool]


RULES = {
    USERS: Rules(_of_users, _is_list_of_users),
    IMAGES: Rules(images.expected, images.is_derived),
    JOBS: Rules(jobs.expected, jobs.is_derived),
    RESULTS: Rules(results.expected, results.is_derived),
}
