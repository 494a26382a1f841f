"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from splashmy_client.options import JobOptions

Url = Annotated[
    str | None,
    typer.Option("--url", envvar="SPLASHMY_URL", help="The deployment; the last one unless told."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="A file, or a folder.")]
Prompt = Annotated[str, typer.Option("--prompt", "-p", help="What to paint beside the style.")]
Style = Annotated[str, typer.Option("--style", "-s", help="By its slug, name or id.")]
Photo = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
Pictures = Annotated[int, typer.Option("-n", min=1, max=4, help="How many pictures.")]
Quality = Annotated[
    Literal["auto", "low", "medium", "high", "xhigh", "max"], typer.Option("--quality")
]
Size = Annotated[str, typer.Option("--size", help="auto, or like 1024x1536.")]
Format = Annotated[Literal["auto", "png", "jpeg", "webp"], typer.Option("--format")]
Background = Annotated[Literal["auto", "opaque", "transparent"], typer.Option("--background")]
Public = Annotated[bool, typer.Option("--public", help="Everyone may see the result.")]
References = Annotated[
    list[Path] | None,
    typer.Option("--reference", exists=True, dir_okay=False, help="One more photo; repeat it."),
]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Don't wait for it: print its id.")]
Timeout = Annotated[float, typer.Option("--timeout", help="How many seconds to wait.")]
Most = Annotated[int, typer.Option("--limit", "-l", min=1, help="Show at most this many.")]


def job_options(
    n: int, quality: Quality, size: str, format: Format, background: Background, public: bool
) -> JobOptions:
    return JobOptions(
        n=n,
        quality=quality,
        size=size,
        output_format=format,
        background=background,
        is_public=public,
    )
