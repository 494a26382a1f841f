"""Which DynamoDB keys all jobs or all uploads write, and over how many partitions and items each is
spread.
"""

import re
from dataclasses import dataclass
from typing import Literal

from splashmy.jobs import records as jobs
from splashmy.provider import budgets, queue
from splashmy.results import records as results
from splashmy.styles import records as styles

ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MOST_JOBS = 100  # a second; for which the pace of calls is spread as its setting has it then
SLUG = "harbour"  # one tag of all images
DAY = r"\d{4}-\d\d(-\d\d)?"


@dataclass(frozen=True)
class HotKey:
    """Items whose keys are `pattern`: partition key, space, sort key.

    `items` is how many items of a partition share its writes, 0 where each job has its own or
    the last write wins.
    `published`: only a public result or image writes it. `index` is one that gathers items of
    many partitions in one.
    """

    name: str
    table: str
    pattern: str
    partitions: int = 1
    items: int = 0
    published: bool = False
    index: str = ""
    act: Literal["job", "upload"] = "job"

    def matches(self, table: str, pk: str, sk: str) -> bool:
        return table == self.table and bool(re.fullmatch(self.pattern, f"{pk} {sk}"))


HOT_KEYS = (
    HotKey("the public list", "results", rf"PUBLIC#\d RESULT#{ID}", results.SHARDS, published=True),
    HotKey(
        "the lengths of the public list",
        "results",
        r"PUBLIC#\d COUNT#.*",
        results.SHARDS,
        4,
        published=True,
    ),
    HotKey(
        "the public list of one style",
        "results",
        rf"PUBLIC#STYLE#{ID}#\d RESULT#{ID}",
        results.SHARDS,
        published=True,
    ),
    HotKey(
        "the lengths of one style's",
        "results",
        rf"PUBLIC#STYLE#{ID}#\d COUNT#.*",
        results.SHARDS,
        4,
        published=True,
    ),
    HotKey("the operators' list of jobs", "jobs", rf"ALL_JOBS {ID}"),
    HotKey("how many jobs that lists", "jobs", r"ALL_JOBS#. COUNT", len(jobs.SHARDS), 1),
    HotKey("what all jobs came to", "jobs", r"TOTALS#.. ALL", jobs.AllTotals.SHARES, 1),
    HotKey("jobs under way", "jobs", rf"UNFINISHED#. {ID}", len(jobs.SHARDS)),
    HotKey("jobs made on a day", "jobs", rf"DAY#{DAY} {ID}"),
    HotKey(
        "what a day's and a month's calls cost",
        "jobs",
        rf"SPENDING#{DAY} SHARD#\d+",
        2,
        budgets.SHARDS,
    ),
    HotKey("durations, a sample", "jobs", r"DURATIONS .*"),
    HotKey("tickets of the queue for the provider", "jobs", r"PROVIDER LINE"),
    HotKey(
        "the pace of the provider's calls",
        "jobs",
        r"PROVIDER#\d+ PACE",
        queue.shares_of(60 * MOST_JOBS),
        1,
    ),
    HotKey("attempts of a day", "jobs", rf"JOB#{ID} ATTEMPT#\d+", index="by_begun"),
    HotKey(
        "how often a style was used",
        "styles",
        rf"CATALOGUE STYLE#{ID}#TALLY#\d+",
        1,
        styles.TALLIES,
    ),
    HotKey("images under way", "images", rf"UNFINISHED {ID}", act="upload"),
    HotKey("the public images", "images", rf"PUBLIC {ID}", published=True, act="upload"),
    HotKey(
        "how many images are public",
        "images",
        r"TALLY#PUBLIC TALLY#PUBLIC",
        items=1,
        published=True,
        act="upload",
    ),
    HotKey(
        "the public images with one tag",
        "images",
        rf"PUBLIC#TAG#{SLUG} {ID}",
        published=True,
        act="upload",
    ),
    HotKey(
        "how many public images have one tag",
        "images",
        rf"TALLY#PUBLIC#TAG#{SLUG} TALLY#PUBLIC#TAG#{SLUG}",
        items=1,
        published=True,
        act="upload",
    ),
)
OWN = re.compile(rf"(.*#)?(USER|JOB|LIKES|AUTHOR)#.*|{ID}.*")  # of one user or one job
# Of a tag that fewer images have, and the vocabulary, which learns each tag once.
LESS = re.compile(r"(TALLY#)?(PUBLIC#TAG#.*|TAGS)")


def known(table: str, pk: str, sk: str) -> HotKey | None:
    return next((one for one in HOT_KEYS if one.matches(table, pk, sk)), None)


def is_cooler(pk: str) -> bool:
    """Whether not all jobs or uploads write in this partition."""
    return bool(OWN.fullmatch(pk) or LESS.fullmatch(pk))
