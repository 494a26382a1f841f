from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from splashmy_client._sync.client import Client
from splashmy_client._sync.images import Image
from splashmy_client._sync.jobs import Job
from splashmy_client.cli import connection, output
from splashmy_client.cli.arguments import (
    AsJson,
    Background,
    Format,
    Most,
    NoWait,
    Out,
    Photo,
    Pictures,
    Prompt,
    Public,
    Quality,
    References,
    Size,
    Style,
    Timeout,
    Url,
    job_options,
)
from splashmy_client.options import JobStatus

commands = typer.Typer()


@commands.command()
def transform(
    photo: Photo,
    style: Style,
    prompt: Prompt = "",
    reference: References = None,
    out: Out = Path(),
    n: Pictures = 1,
    quality: Quality = "auto",
    size: Size = "auto",
    format: Format = "auto",
    background: Background = "auto",
    public: Public = False,
    no_wait: NoWait = False,
    timeout: Timeout = 600,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """Paint a photo in a style."""
    client = connection.connect(url)
    options = job_options(n, quality, size, format, background, public)
    client.style(style)  # before anything is uploaded
    image = _uploaded(client, photo)
    options["reference_image_ids"] = _all_uploaded(client, reference)
    job = client.transform(image, style=style, prompt=prompt, **options)
    _finish(job, out, no_wait, timeout, json)


@commands.command()
def generate(
    prompt: str,
    out: Out = Path(),
    n: Pictures = 1,
    quality: Quality = "auto",
    size: Size = "auto",
    format: Format = "auto",
    background: Background = "auto",
    public: Public = False,
    no_wait: NoWait = False,
    timeout: Timeout = 600,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """Paint what the prompt says."""
    options = job_options(n, quality, size, format, background, public)
    job = connection.connect(url).generate(prompt, **options)
    _finish(job, out, no_wait, timeout, json)


@commands.command()
def edit(
    photo: Photo,
    prompt: str,
    mask: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="White or transparent where to paint."),
    ] = None,
    reference: References = None,
    out: Out = Path(),
    n: Pictures = 1,
    quality: Quality = "auto",
    size: Size = "auto",
    format: Format = "auto",
    background: Background = "auto",
    public: Public = False,
    no_wait: NoWait = False,
    timeout: Timeout = 600,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """Change a photo, only where the mask says if there is one."""
    client = connection.connect(url)
    options = job_options(n, quality, size, format, background, public)
    image = _uploaded(client, photo)
    masking = _uploaded(client, mask) if mask else None
    options["reference_image_ids"] = _all_uploaded(client, reference)
    job = client.edit(image, prompt, mask=masking, **options)
    _finish(job, out, no_wait, timeout, json)


@commands.command()
def jobs(
    status: Annotated[JobStatus | None, typer.Option()] = None,
    limit: Most = 20,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """List the newest jobs."""
    found = [one.info for one in islice(connection.connect(url).jobs(status=status), limit)]
    if json:
        return output.as_json(found)
    rows = [
        (one.id, one.status, one.job_type, f"{one.created_at:%Y-%m-%d %H:%M}", one.prompt[:40])
        for one in found
    ]
    return output.table(("JOB", "STATUS", "TYPE", "UTC", "PROMPT"), rows)


@commands.command()
def job(id: str, url: Url = None, json: AsJson = False) -> None:
    """Show a job."""
    _show(connection.connect(url).job(id), json)


@commands.command()
def cancel(id: str, url: Url = None, json: AsJson = False) -> None:
    """Cancel a job."""
    _show(connection.connect(url).job(id).cancel(), json)


def _all_uploaded(client: Client, photos: list[Path] | None) -> list[str]:
    return [_uploaded(client, photo).id for photo in photos or []]


def _uploaded(client: Client, photo: Path) -> Image:
    with output.bar(f"Uploading {photo.name}", total=photo.stat().st_size) as progress:

        def show(sent: int, _: int) -> None:
            progress.update(progress.task_ids[0], completed=sent)

        image = client.upload(photo, on_progress=show)
    output.tell(f"Checking {photo.name}", style="dim")
    return image.wait()


def _finish(job: Job, out: Path, no_wait: bool, timeout: float, json: bool) -> None:
    if no_wait:
        return _show(job, json)
    output.tell(f"Job {job.id}, at most {job.info.price_ceiling} USD", style="dim")
    saved = [str(path) for path in output.watch(job, timeout).save(out)]
    if json:
        return output.as_json({"job": job.info, "saved": saved})
    return output.answer("\n".join(saved))


def _show(job: Job, json: bool) -> None:
    if json:
        return output.as_json(job.info)
    why = f": {job.info.failure.message}" if job.info.failure else ""
    return output.answer(f"{job.id} is {job.status}{why}")
