"""How much of each limit a job or a read takes, and at what rate the limit is met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from splashmy.core.merging import share_of
from splashmy.core.resources import SECRET_MAX_AGE
from splashmy.core.settings import Settings
from splashmy.results import records as results
from tools.cost import bills
from tools.cost.bills import Resource, Usage
from tools.scale import quotas
from tools.scale.hot_keys import HOT_KEYS, HotKey
from tools.scale.quotas import Quota
from tools.scale.sizes import read_units, write_units

PUBLISHED = 0.1  # of the jobs, and of the uploads
FEED = 0.5  # of the reads are of the public list; of those so many go on to another page:
FURTHER = 0.1
CATALOGUE_BYTES = 300_000
SECONDS_OF_A_READ = 0.1  # in Lambda, whose processors are slower than the one that measured
WORST_JOB = "style_transfer"


@dataclass(frozen=True)
class Limit:
    """`each` of the quota's unit for a job, an upload or a read a second."""

    what: str
    each: float
    quota: Quota

    @property
    def met_at(self) -> float:
        """Jobs, uploads or reads a second."""
        return self.quota.most / self.each


def of_jobs(stage: list[Resource], usage: Usage, measured: Mapping[str, Any]) -> list[Limit]:
    job, settings = usage["writes"][WORST_JOB], told(stage)
    seconds = sum(one["milliseconds"] for one in job["functions"].values()) / 1000
    seconds += bills.PROVIDER_SECONDS
    found = [
        Limit("requests", job["requests"], quotas.REQUESTS),
        Limit("requests of the stage (`throttle_rate`)", job["requests"], _throttle(stage)),
        Limit("running functions", seconds, quotas.CONCURRENCY),
        Limit(
            "calls of the provider at a time (`provider_concurrency`)",
            bills.PROVIDER_SECONDS,
            Quota(settings.provider_concurrency, "calls at a time", "a setting", ""),
        ),
        Limit(
            "calls of the provider (`provider_requests_per_minute`)",
            1,
            Quota(settings.provider_requests_per_minute / 60, "calls/s", "a setting", ""),
        ),
        Limit("workflows started", 1, quotas.STARTS),
        Limit("steps of workflows", job["transitions"], quotas.TRANSITIONS),
        Limit("tasks answered", job["calls"]["states:SendTaskSuccess"], quotas.TASK_ANSWERS),
        Limit("workflows under way", seconds, quotas.OPEN_EXECUTIONS),
        Limit("pictures moderated", job["rekognition"], quotas.PICTURES_MODERATED),
        Limit("events", job["calls"]["events:PutEvents"], quotas.EVENTS),
        Limit("writes of all tables, as if of one", job["write_units"], quotas.TABLE_WRITES),
        Limit("jobs at the provider, as messages", seconds, quotas.MESSAGES),
        Limit("the provider's key, read anew", seconds / SECRET_MAX_AGE, quotas.PARAMETERS),
    ]
    return _first([*found, *_of_keys(measured["keys"], "job")])


def of_uploads(stage: list[Resource], usage: Usage, measured: Mapping[str, Any]) -> list[Limit]:
    upload = usage["writes"]["upload"]
    seconds = sum(one["milliseconds"] for one in upload["functions"].values()) / 1000
    found = [
        Limit("requests", upload["requests"], quotas.REQUESTS),
        Limit("requests of the stage (`throttle_rate`)", upload["requests"], _throttle(stage)),
        Limit("running functions", seconds, quotas.CONCURRENCY),
        Limit("pictures moderated", 1, quotas.PICTURES_MODERATED),
        Limit("pictures labelled", 1, quotas.PICTURES_LABELLED),
        Limit("writes of the table", upload["write_units"], quotas.TABLE_WRITES),
    ]
    return _first([*found, *_of_keys(measured["keys"], "upload")])


def of_reads(stage: list[Resource], usage: Usage, measured: Mapping[str, Any]) -> list[Limit]:
    processes = SECONDS_OF_A_READ
    page = page_units(usage, measured)
    reads = [one["read_units"] for one in usage["reads"].values()]
    kept = processes * FEED / Settings.feed_max_age  # pages read anew for one read a second
    catalogue = processes * read_units(CATALOGUE_BYTES) / Settings.catalogue_max_age
    found = [
        Limit("requests", 1, quotas.REQUESTS),
        Limit("requests at the studio's address", 1, quotas.EDGE_REQUESTS),
        Limit("requests of the stage (`throttle_rate`)", 1, _throttle(stage)),
        Limit("running functions", processes, quotas.CONCURRENCY),
        Limit("reads of a table, at the dearest", max(reads), quotas.TABLE_READS),
        Limit("a shard of the public list, first pages", kept * page, quotas.PARTITION_READS),
        Limit(
            "a shard of the public list, further pages",
            FEED * FURTHER * page,
            quotas.PARTITION_READS,
        ),
        Limit("the catalogue's partition", catalogue, quotas.PARTITION_READS),
    ]
    return _first(found)


def survey_memory(stage: list[Resource]) -> int:
    """MB of the function that reads all images."""
    return bills.memory(stage)["images-reconcile_lists"]


def images_surveyed(stage: list[Resource], measured: Mapping[str, Any]) -> int:
    """How many fit into its memory."""
    return int(survey_memory(stage) * 1024**2 / measured["image"]["memory"])


def page_units(usage: Usage, measured: Mapping[str, Any]) -> float:
    """What a page of the public list reads of one shard: up to twice its share, and a length."""
    size = measured["keys"]["the public list"]["bytes"]
    return 2 * read_units(size * share_of(usage["page_size"], results.SHARDS)) + 1


def told(stage: list[Resource]) -> Settings:
    """As the functions are told."""
    found = next(one for one in stage if one["Type"] == "AWS::Lambda::Function")
    variables = found["Properties"]["Environment"]["Variables"]
    given = {name.lower(): value for name, value in variables.items()}
    return Settings(
        provider_concurrency=int(given.get("provider_concurrency", Settings.provider_concurrency)),
        provider_requests_per_minute=int(
            given.get("provider_requests_per_minute", Settings.provider_requests_per_minute)
        ),
    )


def _throttle(stage: list[Resource]) -> Quota:
    (deployed,) = (one for one in stage if one["Type"] == "AWS::ApiGateway::Stage")
    (every,) = deployed["Properties"]["MethodSettings"]
    return Quota(every["ThrottlingRateLimit"], "requests/s of the stage", "a setting", "")


def _of_keys(measured: Mapping[str, Any], act: str) -> Iterator[Limit]:
    for key in HOT_KEYS:
        if key.act == act and key.name in measured:
            yield from _of_key(key, measured[key.name])


def _of_key(key: HotKey, found: Mapping[str, Any]) -> Iterator[Limit]:
    share = PUBLISHED if key.published else 1
    together = share * found["together"]
    alone = share * found["alone"]
    units = together * write_units(found["bytes"], together=not key.index)
    units += alone * write_units(found["bytes"], together=False)
    yield Limit(key.name, units / key.partitions, quotas.PARTITION_WRITES)
    if key.items:
        turns = (together + alone) / (key.partitions * key.items)
        yield Limit(f"{key.name}, an item", turns, quotas.ITEM_TRANSACTIONS)


def _first(limits: list[Limit]) -> list[Limit]:
    return sorted((one for one in limits if one.each), key=lambda one: one.met_at)


def monthly(usd: Decimal, per_second: float) -> Decimal:
    return usd * Decimal(per_second) * 86_400 * bills.DAYS
