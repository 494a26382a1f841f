from pathlib import Path
from typing import Annotated

import typer

from splashmy_client.batch import Batch, Entry, JobSettings
from splashmy_client.cli import connection, output
from splashmy_client.cli.arguments import (
    AsJson,
    Background,
    Format,
    Pictures,
    Prompt,
    Public,
    Quality,
    Size,
    Style,
    Url,
    job_options,
)
from splashmy_client.errors import SplashMyError

commands = typer.Typer()


@commands.command()
def batch(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    style: Style,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for what is painted.")],
    prompt: Prompt = "",
    parallel: Annotated[int, typer.Option(min=1, max=16, help="How many at a time.")] = 3,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try those again.")] = False,
    n: Pictures = 1,
    quality: Quality = "auto",
    size: Size = "auto",
    format: Format = "auto",
    background: Background = "auto",
    public: Public = False,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """Paint every photo of a folder. Run it again to go on where it stopped."""
    client = connection.connect(url)
    client.style(style)
    settings = JobSettings(style, prompt, job_options(n, quality, size, format, background, public))
    work = Batch(client, folder, out, settings)
    if retry_failed:
        work.retry_failed()
    try:
        _run(work, parallel)
    except (SplashMyError, KeyboardInterrupt) as error:
        left = f"{len(work.waiting)} of {len(work.entries)} photos are left"
        raise SplashMyError(f"{error}\n{left}; run the same again to go on.".lstrip()) from error
    _report(work, json)


def _run(work: Batch, parallel: int) -> None:
    waiting = work.waiting
    with output.bar("Painting", total=len(waiting)) as progress:

        def on_done(name: str, entry: Entry) -> None:
            output.tell(f"{name}: {entry.failure or ', '.join(entry.saved)}")
            progress.advance(progress.task_ids[0])

        work.run(parallel, on_done)


def _report(work: Batch, json: bool) -> None:
    failed = [name for name, entry in work.entries.items() if entry.failure]
    if json:
        output.as_json({name: entry.model_dump() for name, entry in work.entries.items()})
    else:
        output.answer(f"{len(work.entries) - len(failed)} painted, {len(failed)} failed.")
    if failed:
        raise typer.Exit(1)
