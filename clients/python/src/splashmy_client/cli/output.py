"""What is printed: answers to stdout, everything else to stderr."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel, TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from splashmy_client._sync.jobs import Job
from splashmy_client.models import EventAnswer

_JSON = TypeAdapter(Any)


def answer(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


def tell(text: str, *, style: str = "") -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, style=style, markup=False)


def as_json(value: BaseModel | Sequence[BaseModel] | dict[str, Any]) -> None:
    print(_JSON.dump_json(value, indent=2).decode())


def table(head: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    shown = Table(*head, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        shown.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(highlight=False, soft_wrap=True).print(shown)


def watch(job: Job, timeout: float) -> Job:
    """Wait for a job; each of its steps is told once."""
    told = ""

    def on_event(event: EventAnswer) -> None:
        nonlocal told
        if event.message != told:
            told = event.message
            tell(told, style="dim")

    return job.wait(timeout, on_event=on_event)


@contextmanager
def bar(what: str, total: int) -> Iterator[Progress]:
    """A bar where there is a terminal, nothing where there is none."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        progress.add_task(what, total=total)
        yield progress
