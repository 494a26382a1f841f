from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from splashmy_client.cli import connection, output
from splashmy_client.cli.arguments import AsJson, Most, Out, Url

commands = typer.Typer()


@commands.command()
def results(
    favorites: Annotated[bool, typer.Option("--favorites", help="Only those.")] = False,
    limit: Most = 20,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """List the newest pictures."""
    client = connection.connect(url)
    found = [one.info for one in islice(client.results(favorites=favorites or None), limit)]
    if json:
        return output.as_json(found)
    rows = [
        (one.id, f"{one.width}x{one.height}", one.format, one.style and one.style.name)
        for one in found
    ]
    return output.table(("RESULT", "SIZE", "FORMAT", "STYLE"), rows)


@commands.command()
def download(
    id: Annotated[str, typer.Argument(help="Of a result, or of a job with --job.")],
    job: Annotated[bool, typer.Option("--job", help="All pictures of a job.")] = False,
    out: Out = Path(),
    url: Url = None,
    json: AsJson = False,
) -> None:
    """Save a picture as the image model made it."""
    client = connection.connect(url)
    saved = client.job(id).save(out) if job else [client.result(id).save(out)]
    names = [str(path) for path in saved]
    if json:
        return output.as_json({"saved": names})
    return output.answer("\n".join(names))
