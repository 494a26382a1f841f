"""What SplashMy costs on AWS, as a page.

From the synthesized templates, what was measured (docs/usage.json), the table of image models and
dated list prices; what none of them says is assumed here, and the page tells which is which.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from infra import catalog
from splashmy.provider.models import MODELS, ImageModel
from splashmy.provider.prices import PHOTO_TOKENS
from tools.cost import bills, price_list
from tools.cost.bills import Resource, Usage
from tools.cost.price_list import Price

DOCS = Path(__file__).parents[2] / "docs"
PAGE, USAGE = DOCS / "cost.md", DOCS / "usage.json"
ENVIRONMENTS = ("dev", "staging", "prod")

PROMPT_TOKENS = 200
KEPT = {
    f"{endpoint.method} {endpoint.paths[0]}"
    for _, endpoint in catalog.endpoints()
    if endpoint.shared_cache
}


def page(stages: Mapping[str, list[Resource]]) -> str:
    usage = json.loads(USAGE.read_text())
    memory = bills.memory(stages["prod"])
    parts = [
        _HEAD.format(prices=price_list.AS_OF, region=price_list.REGION, measured=usage["date"]),
        section("At rest, a month", _idle(stages, usage)),
        _REST.format(polls=bills.POLLS),
        section("1,000 jobs or uploads, without the provider", _acts(usage, memory)),
        _ACTS.format(seconds=bills.PROVIDER_SECONDS),
        section("The provider: 1,000 pictures of 1024x1024", _provider()),
        _PROVIDER.format(tokens=PROMPT_TOKENS, photo=PHOTO_TOKENS, extra=_photo_extra()),
        section("A million reads", _reads(usage, memory)),
        _READS.format(size=usage["page_size"]),
        section("A million reads at the studio's address", _at_studio(usage, memory)),
        _AT_STUDIO,
        section("Measured", _measured(usage)),
        section("List prices", _prices()),
        _ASSUMED.format(
            seconds=bills.PROVIDER_SECONDS,
            history=bills.HISTORY_EVENT_BYTES,
            line=bills.ACCESS_LINE_BYTES,
        ),
    ]
    return "\n".join(parts)


def _idle(stages: Mapping[str, list[Resource]], usage: Usage) -> Iterator[list[str]]:
    yield ["", *stages]
    paid = [dict([*bills.standing(stage), bills.clock(stage, usage)]) for stage in stages.values()]
    for what in paid[0]:
        yield [what, *(_usd(one[what], 2) for one in paid)]
    yield ["**all**", *(f"**{_usd(sum(one.values(), Decimal(0)), 2)}**" for one in paid)]


def _acts(usage: Usage, memory: Mapping[str, int]) -> Iterator[list[str]]:
    yield from _by_service(usage["writes"], memory, times=1000, places=4)


def _reads(usage: Usage, memory: Mapping[str, int]) -> Iterator[list[str]]:
    yield from _by_service(usage["reads"], memory, times=1_000_000, places=2)


def _at_studio(usage: Usage, memory: Mapping[str, int]) -> Iterator[list[str]]:
    yield ["", "CloudFront", "handed on to the API", "kept by CloudFront"]
    for name, used in usage["reads"].items():
        edge = 1_000_000 * bills.at_studio(used)
        api = sum((usd for what, usd in bills.bill(used, memory) if what != "sent out"), Decimal(0))
        kept = _usd(edge, 2) if name in KEPT else ""
        yield [f"`{name}`", _usd(edge, 2), _usd(edge + 1_000_000 * api, 2), kept]


def _by_service(
    operations: Mapping[str, Usage], memory: Mapping[str, int], *, times: int, places: int
) -> Iterator[list[str]]:
    paid = {name: dict(bills.bill(used, memory)) for name, used in operations.items()}
    services = list(next(iter(paid.values())))
    yield ["", *services, "all"]
    for name, bill in paid.items():
        sums = [bill[service] * times for service in services]
        shown = [_usd(one, places) for one in (*sums, sum(sums, Decimal(0)))]
        yield [f"`{name}`" if "/" in name else name.replace("_", " "), *shown]


def _provider() -> Iterator[list[str]]:
    qualities = list(dict.fromkeys(q for model in MODELS.values() for q in model.qualities))
    yield ["model", *qualities]
    for model in MODELS.values():
        yield [model.name, *(_pictures(model, quality) for quality in qualities)]


def _pictures(model: ImageModel, quality: str) -> str:
    if quality not in model.output_tokens:
        return ""
    micro_usd = model.output_tokens[quality] * model.image_out + PROMPT_TOKENS * model.text_in
    return _usd(Decimal(micro_usd) / 1000, 2)


def _photo_extra() -> str:
    prices = {model.image_in for model in MODELS.values()}
    return " or ".join(_usd(Decimal(PHOTO_TOKENS * one) / 1000, 2) for one in sorted(prices))


def _measured(usage: Usage) -> Iterator[list[str]]:
    yield ["", "read units", "write units", "invocations", "Lambda ms", "log bytes"]
    for name, used in {**usage["writes"], **usage["reads"], **usage["schedules"]}.items():
        ran = used["functions"].values()
        numbers = (
            used["read_units"],
            used["write_units"],
            sum(one["invocations"] for one in ran),
            sum(one["milliseconds"] for one in ran),
            used["log_bytes"],
        )
        yield [f"`{name}`", *(f"{number:,g}" for number in numbers)]


def _prices() -> Iterator[list[str]]:
    yield ["USD", "for", "source"]
    for price in price_list.PRICES:
        yield [price.usd, _for(price), price.source]


def _for(price: Price) -> str:
    return price.unit if price.per == 1 else f"{price.per:,} {price.unit}"


def _usd(amount: Decimal, places: int) -> str:
    return f"{amount:,.{places}f}"


def section(title: str, rows: Iterator[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"## {title}\n\n{table}\n"


_HEAD = """# What it costs

Made by `make cost`; don't edit. In USD, {region}, list prices as of {prices}, without free tiers,
discounts and taxes. Each sum comes from four things only: what the templates declare, what one
operation was measured to use (on {measured}, by `python -m tests.benchmarks.usage`, which keeps it
in [usage.json](usage.json)), the list prices, and the assumptions at the end.
"""

_REST = """Counted in the templates; the schedules were measured with next to nothing to do.
`observability` chooses the first three, `waf` the web ACL; both are settings of an environment.
Custom metrics count each one that is kept once, though some cost nothing until they happen, and
those told apart by a word cost once for each word. One queue is polled, the one before the
provider, by {polls:,} requests a month: an account's first million of each month is always free, so
the first environment of an account pays nothing for it, unless its other queues use that up. Data
adds to it: tables and their point-in-time recovery, pictures and logs by the GB; Cognito charges
by the user.
"""

_ACTS = """A job is the request, its workflow and its notices; to ask how it goes is a read, below.
Of Lambda's time the {seconds} s that a picture is waited for are most. An upload includes ingest.
Before jobs waited in a queue ([ADR 130](adr/0130-jobs-wait-in-a-queue.md)), 1,000 generations cost
1.9893 and style transfers to 2.0394, of which 0.3000 were Step Functions.
"""

_PROVIDER = """By the tokens and prices of the table of models
(`splashmy/provider/models.py`), with a prompt of {tokens} tokens. A photograph to work on adds
{extra} at most, for the {photo:,} tokens that the price ceiling allows for it.
"""

_READS = """Lists are pages of {size}, or of as many as there are. The units stay the same however
large a table is, since a list reads no more than its page.
"""

_AT_STUDIO = """CloudFront sends there what the API answers, and the way between them is free.
What it keeps for a minute costs nothing else. An account's first 10 million requests, 2 million
runs of functions and 1,000 GB of each month are always free.
"""

_ASSUMED = """## Assumed

- a picture takes the provider {seconds} s
- Lambda's other times are those of the machine that measured, which is not Lambda's processor
- the workflow logs {history} bytes for each event of its history, the gateway {line} a request
- Lambda polls an empty queue five times in 20 s, as AWS documents; a message is sent, received,
  hidden and deleted by a request each
- every request is traced (X-Ray's default takes fewer) and passes WAF (dev has none)
- the prices were read from public copies of their sources and articles on them, not from AWS's
  price API
- no cold starts, no retries, no failures; storage is not in what an operation costs
"""
