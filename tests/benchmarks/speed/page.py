"""docs/performance.md, of the figures in docs/performance.json."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.speed.scenarios import SCENARIOS
from tools.cost.page import section

DOCS = Path(__file__).parents[3] / "docs"
FIGURES, PAGE = DOCS / "performance.json", DOCS / "performance.md"
COLD_GOAL, WARM_GOAL = 1.15, 0.8

Figures = Mapping[str, Any]


def page(figures: Figures) -> str:
    functions = figures["functions"]
    head = _HEAD.format(
        date=figures["date"], counted=_COUNTED[figures["counted"]], python=figures["python"]
    )
    parts = [
        head,
        section("Of the floor", _ratios(functions)),
        _GOALS.format(
            cold=COLD_GOAL,
            warm=WARM_GOAL,
            above_cold=_above(functions, "cold", COLD_GOAL),
            above_warm=_above(functions, "warm", WARM_GOAL),
        ),
        section("Whose calls a cold start makes", _owners(functions)),
        _OWNERS,
        section("What a cold start loads", _loads(functions)),
        _LOADS,
    ]
    return "\n".join(parts)


def _ratios(functions: Figures) -> Iterator[list[str]]:
    yield ["function", "what it does", "calls of AWS", "cold", "warm"]
    for scenario in SCENARIOS:
        one = functions[scenario.function]
        ratios = [f"{one[name]:.2f}" for name in ("cold", "warm")]
        yield [scenario.function, scenario.what, str(one["calls_of_aws"]), *ratios]


def _above(functions: Figures, kind: str, goal: float) -> str:
    names = (one.function for one in SCENARIOS if functions[one.function][kind] > goal)
    return ", ".join(names) or "none"


def _loads(functions: Figures) -> Iterator[list[str]]:
    yield ["function", *_KINDS.values()]
    for scenario in SCENARIOS:
        ours, floors = (functions[scenario.function][one] for one in ("counts", "floor_counts"))
        yield [scenario.function, *(f"{ours[one] / floors[one]:.2f}" for one in _KINDS)]


def _owners(functions: Figures) -> Iterator[list[str]]:
    yield ["function", *_PACKAGES]
    floors = [functions[one.function]["floor_counts"] for one in SCENARIOS]
    yield ["the floor, of itself", *_shares(floors[0]["calls_by"], floors[0]["calls"])]
    for scenario, floor in zip(SCENARIOS, floors, strict=True):
        ours = functions[scenario.function]["counts"]
        yield [scenario.function, *_shares(ours["calls_by"], floor["calls"])]


def _shares(calls: Figures, whole: int) -> list[str]:
    return [f"{calls.get(owner, 0) / whole:.2f}" for owner in _PACKAGES]


_PACKAGES = (
    "importing",
    "Python's own",
    "botocore",
    "pydantic",
    "Powertools",
    "PynamoDB",
    "SplashMy",
)
_KINDS = {
    "modules": "modules",
    "files": "files opened",
    "bytes": "bytes read",
    "calls": "calls of Python functions",
    "connections": "connections",
    "memory": "memory, at its peak",
}

_COUNTED = {
    "instructions": "instructions of the processor, counted by valgrind",
    "processor time": "processor time, the median of rounds in which each has its turn",
}

_HEAD = """# How fast it is

Made by `make bench`; don't edit. Each figure is a share of a floor: a function of boto3 and json
alone, which the same command writes from what ours was seen to do. It makes the same calls of AWS
with the same parameters, signs the same URLs and answers with the same bytes; it checks nothing,
logs nothing and does not even read what AWS answers. 1.00 is as much as the floor.

Measured on {date} in {counted}; Python {python}, Linux x86-64. A function has its own layers, as
they are deployed, and its own module without bytecode, as Lambda gets it; the floor has boto3 as
pip installs it, with bytecode throughout. AWS's answers were recorded on a local stack and are
repeated to both, without TLS. Lambda's own work (starting a sandbox, its runtime client) and what
Python itself costs to start are in neither. Seconds are left out on purpose: they are those of a
machine, and this one is not Lambda's.
"""

_GOALS = """Cold is import, what is built before the first event, and the first call; warm is a call
after that, the mean of forty. The goals are {cold} cold and {warm} warm. Above them are:

- cold: {above_cold}
- warm: {above_warm}

A warm call asks only for what a function has not kept; the floor asks for everything anew. What is
kept for seconds, such as the catalogue of styles, runs out sooner here than on Lambda, since a
processor whose instructions are counted is fifty times as slow. Styles and public results are
mostly answered from what is kept.
"""

_OWNERS = """Calls of Python functions by the package whose code makes them, as shares of all that
the floor makes. They are not the instructions above: much of what the floor does is one call that
reads a megabyte of JSON, which our layers leave out. What is left above the floor, cold, is to load
more modules, to build pydantic's schemas of requests and answers, and PynamoDB's models.
`create_job` has most of all three: a job refers to images, styles, templates, prices and budgets.
DynamoDB is called without botocore's client. Of botocore are left its transport and retries, and
the client of another service where one is called: Secrets Manager for the key of cursors, Step
Functions to start a job.

Warm, what is left is validation by pydantic and PynamoDB's way from items to records and back,
which is longest where the whole catalogue is read. Calls of DynamoDB and signed URLs that need no
botocore make up for it.
"""

_LOADS = """These are counted and not timed, so the tests hold them:
`tests/budgets/test_cold_starts.py` compares some functions with their floors whenever the tests
run, and fails when a start loads more than its budget.
"""
