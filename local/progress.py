"""Stages of something that takes a while, in plain words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

Show = Callable[[str], None]


@contextmanager
def shown_progress(console: Console) -> Iterator[Show]:
    """Each stage on a line of its own: with the seconds it takes, where there is a terminal."""
    if console.is_terminal:
        with _timed(console) as show:
            yield show
    else:
        yield lambda stage: console.print(stage, markup=False)


@contextmanager
def _timed(console: Console) -> Iterator[Show]:
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        current: list[TaskID] = []

        def show(stage: str) -> None:
            for task in current:
                progress.update(task, total=1, completed=1)
            current[:] = [progress.add_task(stage, total=None)]

        yield show
        for task in current:
            progress.update(task, total=1, completed=1)
