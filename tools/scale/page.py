"""How far SplashMy goes before a limit is met, as a page.

From the synthesized templates, what one operation was measured to use (docs/usage.json), how often
a job writes each hot key (docs/hot-keys.json), AWS's quotas, and what is assumed here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from splashmy.provider import queue
from tools.cost import bills, price_list
from tools.cost.bills import Resource, Usage
from tools.cost.page import section
from tools.scale import loads, quotas
from tools.scale.hot_keys import HOT_KEYS, MOST_JOBS
from tools.scale.loads import Limit
from tools.scale.sizes import READ_UNIT

DOCS = Path(__file__).parents[2] / "docs"
PAGE, USAGE, HOT_KEYS_FILE = DOCS / "scale.md", DOCS / "usage.json", DOCS / "hot-keys.json"
ENVIRONMENT = "prod"
JOBS, UPLOADS, READS = (1, 10, MOST_JOBS), (1, 10, 100), (1_000, 10_000)
IMAGES = (10_000, 100_000, 1_000_000)


def page(stage: list[Resource]) -> str:
    usage, measured = json.loads(USAGE.read_text()), json.loads(HOT_KEYS_FILE.read_text())
    jobs, uploads, reads = (
        of(stage, usage, measured) for of in (loads.of_jobs, loads.of_uploads, loads.of_reads)
    )
    parts = [
        _HEAD.format(usage=usage["date"], measured=measured["date"], region=quotas.REGION),
        section("What is met first", _met_first(jobs, uploads, reads)),
        section("Jobs", _limits(jobs, JOBS, "jobs/s")),
        _LINE.format(each=queue.CHANGES_A_SECOND, jobs=MOST_JOBS),
        section("Uploads", _limits(uploads, UPLOADS, "uploads/s")),
        section("Reads", _limits(reads, READS, "reads/s")),
        section("What grows with history", _history(stage, measured["image"])),
        _HISTORY.format(**measured["image"], images=loads.images_surveyed(stage, measured)),
        section("What it costs then, a month, without the provider", _costs(stage, usage)),
        section("Keys that all jobs or all uploads write", _keys(measured)),
        _KEYS.format(acts=measured["acts"]),
        section("Quotas", _quotas()),
        _ASSUMED.format(
            seconds=bills.PROVIDER_SECONDS,
            published=f"{loads.PUBLISHED:.0%}",
            feed=f"{loads.FEED:.0%}",
            further=f"{loads.FURTHER:.0%}",
            read_ms=f"{1000 * loads.SECONDS_OF_A_READ:g}",
            catalogue=loads.CATALOGUE_BYTES,
            transactions=f"{quotas.ITEM_TRANSACTIONS.most:g}",
        ),
    ]
    return "\n".join(parts)


def _met_first(
    jobs: Sequence[Limit], uploads: Sequence[Limit], reads: Sequence[Limit]
) -> Iterator[list[str]]:
    yield ["at", "by a setting", "by asking AWS", "by code"]
    loaded = (
        (JOBS, jobs, "jobs/s"),
        (UPLOADS, uploads, "uploads/s"),
        (READS, reads, "reads/s"),
    )
    for rates, limits, unit in loaded:
        for rate in rates:
            met = [one for one in limits if one.met_at <= rate]
            ways = ("a setting", "asking AWS", "code")
            cells = [[one.what for one in met if one.quota.raised_by == way] for way in ways]
            yield [f"{rate:,} {unit}", *("<br>".join(cell) or "none" for cell in cells)]


def _limits(limits: Sequence[Limit], rates: Sequence[int], unit: str) -> Iterator[list[str]]:
    yield ["", "limit", "raised by", f"met at {unit}", *(f"at {rate:,}" for rate in rates)]
    for one in limits:
        used = [f"{rate / one.met_at:.1%}" for rate in rates]
        shown = [
            f"**{it}**" if rate >= one.met_at else it for rate, it in zip(rates, used, strict=True)
        ]
        limit = f"{_number(one.quota.most)} {one.quota.unit}"
        yield [one.what, limit, one.quota.raised_by, _number(one.met_at), *shown]


def _history(stage: list[Resource], image: Mapping[str, int]) -> Iterator[list[str]]:
    memory = loads.survey_memory(stage)
    yield ["images", "GB read", "USD", f"MB of memory, of {memory:,}"]
    for images in IMAGES:
        read, held = images * image["bytes"], images * image["memory"] / 1024**2
        usd = price_list.READ_UNIT.each * (read // READ_UNIT)
        shown = f"**{held:,.0f}**" if held > memory else f"{held:,.0f}"
        yield [f"{images:,}", f"{read / 1024**3:,.2f}", f"{usd:,.2f}", shown]


def _costs(stage: list[Resource], usage: Usage) -> Iterator[list[str]]:
    memory = bills.memory(stage)
    job = dict(bills.bill(usage["writes"][loads.WORST_JOB], memory))
    read = dict(bills.bill(usage["reads"]["GET /processing/results/public"], memory))
    yield ["USD", *job, "all"]
    for rates, bill, unit in ((JOBS, job, "jobs/s"), (READS, read, "reads/s")):
        for rate in rates:
            paid = [loads.monthly(usd, rate) for usd in bill.values()]
            yield [f"{rate:,} {unit}", *(f"{usd:,.0f}" for usd in (*paid, sum(paid, Decimal(0))))]


def _keys(measured: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["", "in transactions", "alone", "bytes", "partitions", "items in each", "written by"]
    for key in HOT_KEYS:
        if found := measured["keys"].get(key.name):
            yield [
                key.name + (f" (index `{key.index}`)" if key.index else ""),
                *(f"{found[name]:g}" for name in ("together", "alone", "bytes")),
                str(key.partitions),
                str(key.items) if key.items else f"one for each {key.act}",
                f"{'public' if key.published else 'every'} {key.act}",
            ]


def _quotas() -> Iterator[list[str]]:
    yield ["", "raised by", "in Service Quotas", "source"]
    for one in vars(quotas).values():
        if isinstance(one, quotas.Quota):
            yield [f"{_number(one.most)} {one.unit}", one.raised_by, one.code, one.source]


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


_HEAD = """# How far it goes

Made by `make scale`; don't edit. Which limit is met at which rate, from the templates of prod, what
one operation was measured to use (on {usage}, [usage.json](usage.json)), how often a job or an
upload writes the keys that all share (on {measured}, [hot-keys.json](hot-keys.json)), and what AWS
gives an account in {region} before anybody asks. A limit by code is lifted by neither a setting nor
AWS.
"""

_LINE = """Jobs wait for the provider in a queue of SQS, which takes any number of them;
`provider_concurrency` is how many are worked on at a time. The pace of its calls is kept by as many
items as `provider_requests_per_minute` asks for, each for {each} a second; here for {jobs} jobs/s.
"""

_HISTORY = """One schedule reads a whole table: `reconcile_lists` that of images, on Sundays,
twice if a list seems wrong. It reports lists and counts that drifted from their images, and repairs
nothing that users wait for. An image has {items} items of {bytes:,} bytes there in all, with its
lists and counts. At {images:,} images the function's memory is full; Lambda gives up to 10,240 MB.
"""

_KEYS = """Written by one job or upload, as {acts} public style transfers and {acts} public uploads
of several users side by side had it on the local stack; bytes of the largest item. The public
images with one tag are as if all had it. `python -m tests.benchmarks.hot_keys` measures it, and
ends with an error at a key that is neither in this table nor one user's or one job's own.
"""

_ASSUMED = """## Assumed

- a job is a style transfer with one picture, for which the provider takes {seconds} s; {published}
  of the results are public, and all of one style; as many of the uploads are public
- no read is answered by CloudFront, though it keeps the anonymous catalogue at the studio's address
- {feed} of the reads are of the public list, and {further} of those go on behind its first page;
  a read takes Lambda {read_ms} ms, and the catalogue has {catalogue:,} bytes
- the money of a read is that of a public list as it was measured
- with {transactions} transactions or conditional writes a second on one item, those that conflict
  succeed when they are tried again; AWS names no number
- a partition is not split: DynamoDB does that for heat where keys allow it, after minutes
- the quotas are from copies of the pages beside them; new accounts and other regions have less,
  and a new table takes 4,000 write and 12,000 read units a second until it has had more
- the provider's key is read by each function that runs, every 5 minutes; many that start at once
  read it at once, and those that are throttled try again
- what the provider allows follows from its tier; `provider_requests_per_minute` and
  `provider_concurrency` say it
"""
