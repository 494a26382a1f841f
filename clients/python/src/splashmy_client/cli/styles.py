from typing import Annotated

import typer

from splashmy_client.cli import connection, output
from splashmy_client.cli.arguments import AsJson, Url

commands = typer.Typer()


@commands.command()
def styles(
    search: Annotated[str | None, typer.Option(help="Words of its name or description.")] = None,
    category: Annotated[str | None, typer.Option(help="Its slug or id.")] = None,
    url: Url = None,
    json: AsJson = False,
) -> None:
    """List the styles."""
    found = list(connection.connect(url).styles(search=search, category=category))
    if json:
        return output.as_json(found)
    rows = [
        (one.slug, one.name, one.category.name, "premium" if one.is_premium else "")
        for one in found
    ]
    return output.table(("STYLE", "NAME", "CATEGORY", ""), rows)
