"""SplashMy on this machine: `python -m local run | start | demo | invoke | gallery | clean`."""

import argparse
import json
import shutil
import signal
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn

from PIL import Image
from rich.console import Console

from local import demo, gallery, lifetime, schedules, servers
from local.assembly import SynthesisError, synthesize
from local.aws import FunctionError
from local.deploy import DeploymentError
from local.progress import shown_progress
from local.stack import Stack, running_stack
from splashmy_client import SplashMyError
from tools import load_catalogue

Arguments = argparse.Namespace

PHOTOGRAPH = Path(__file__).parent / "photograph.jpg"
FAILURES = (
    SynthesisError,
    DeploymentError,
    servers.ServerError,
    SplashMyError,
    FunctionError,
    schedules.UnknownScheduleError,
)

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    arguments = _arguments()
    try:
        arguments.command(arguments)
    except FAILURES as error:
        console.print(str(error), style="red", markup=False)
        return 1
    except lifetime.AlreadyHeldError:
        console.print(f"SplashMy already runs from {arguments.dir}; stop that one first.")
        return 1
    except KeyboardInterrupt:
        console.print("\nStopped. All is kept for the next time; 'make clean-local' forgets it.")
    return 0


def run(arguments: Arguments) -> None:
    """start it, show the main job, and stay until Ctrl-C"""
    with _started(arguments) as stack:
        try:
            _show_job(stack.api_url, arguments)
        except SplashMyError as error:
            console.print(str(error), style="red", markup=False)
            console.print("SplashMy stays up; 'make demo' in another terminal tries again.")
        _say_where(stack)
        _stay(stack)


def start(arguments: Arguments) -> None:
    """start it and stay until Ctrl-C"""
    with _started(arguments) as stack:
        _say_where(stack)
        _stay(stack)


def show(arguments: Arguments) -> None:
    """the main job again, on the running stack"""
    _show_job(_running_api(arguments), arguments)


def invoke(arguments: Arguments) -> None:
    """a scheduled task, at once, on the running stack"""
    done = schedules.run(arguments.task, arguments.event, _running_api(arguments))
    console.print_json(json.dumps(done))


def paint_gallery(arguments: Arguments) -> None:
    """one picture of every style, painted by the preview"""
    with shown_progress(console) as show_stage:
        gallery.paint(arguments.image, show_stage)
    console.print(f"All styles: [bold]{gallery.SHEET}[/bold]")


def clean(arguments: Arguments) -> None:
    """forget everything"""
    lifetime.hold(arguments.dir / "run.pid")
    servers.end_orphans(arguments.dir)
    shutil.rmtree(arguments.dir)


def _arguments() -> Arguments:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(required=True)
    common, port, job, task = (argparse.ArgumentParser(add_help=False) for _ in range(4))
    common.add_argument("--dir", type=Path, default=Path(".local"), help="where all is kept")
    port.add_argument("--port", type=int, default=4566, help="this one or the next free one")
    job.add_argument("--image", type=_photograph, default=PHOTOGRAPH)
    job.add_argument("--style", default="watercolor")
    job.add_argument("--prompt", default="A quiet morning, soft light.")

    task.add_argument("task", help="a schedule's function, such as cleanup_old_jobs")
    task.add_argument("event", type=_json_object, nargs="?", default={}, help="JSON")

    def add(
        name: str, command: Callable[[Arguments], None], *more: argparse.ArgumentParser
    ) -> None:
        parents = [common, *more]
        commands.add_parser(name, help=command.__doc__, parents=parents).set_defaults(
            command=command
        )

    add("run", run, port, job)
    add("start", start, port)
    add("demo", show, job)
    add("invoke", invoke, task)
    add("gallery", paint_gallery, job)
    add("clean", clean)
    return parser.parse_args()


def _photograph(text: str) -> Path:
    """Before anything is started for it."""
    try:
        with Image.open(text) as opened:
            opened.verify()
    except (OSError, SyntaxError, ValueError) as error:
        raise ArgumentTypeError(f"{text} is not a picture that can be read: {error}") from None
    return Path(text)


def _json_object(text: str) -> dict[str, Any]:
    try:
        event = json.loads(text)
    except ValueError as error:
        raise ArgumentTypeError(f"the event is not JSON: {error}") from None
    if not isinstance(event, dict):
        raise ArgumentTypeError(f"the event is not a JSON object: {text}")
    return event


def _running_api(arguments: Arguments) -> str:
    written = arguments.dir / "outputs.json"
    if not lifetime.holder(arguments.dir / "run.pid") or not written.exists():
        raise servers.ServerError("SplashMy doesn't run: 'make start' starts it.")
    return str(json.loads(written.read_text())["api_url"])


def _stay(stack: Stack) -> None:
    """Until Ctrl-C, or until one of the servers is gone."""
    while not (ended := stack.ended_server()):
        time.sleep(2)
    raise servers.ServerError(f"The server {ended} has ended; see {stack.directory}/{ended}.log")


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def _started(arguments: Arguments) -> Iterator[Stack]:
    lifetime.hold(arguments.dir / "run.pid")
    servers.end_orphans(arguments.dir)
    port = servers.free_port(arguments.port)
    if port != arguments.port:
        console.print(f"Port {arguments.port} is taken; this is {port}.")
    with ExitStack() as until_stopped:
        with shown_progress(console) as show_stage:
            show_stage("Writing the templates")
            assembly = synthesize("local", show_stage)
            stack = until_stopped.enter_context(
                running_stack(assembly, arguments.dir, port=port, report=show_stage)
            )
            show_stage("Loading the catalogue of styles")
            stack.lend_to_this_process()
            load_catalogue.load()
        _write_outputs(
            arguments.dir,
            api_url=stack.api_url,
            stand_in_url=stack.stand_in_url,
            media_dir=str(arguments.dir / "demo"),
        )
        yield stack


def _show_job(api_url: str, arguments: Arguments) -> None:
    with shown_progress(console) as show_stage:
        result = demo.run(
            api_url,
            photo=arguments.image,
            style=arguments.style,
            prompt=arguments.prompt,
            out=arguments.dir / "demo",
            show=show_stage,
        )
    console.print(f"Before and after: [bold]{result.sheet}[/bold]")
    console.print(f"Its timeline:      make trace ID={result.job_id}")
    _write_outputs(
        arguments.dir,
        email=result.account.email,
        password=result.account.password,
        pictures=[str(result.before), str(result.after), str(result.sheet)],
    )


def _write_outputs(directory: Path, **new: Any) -> None:
    """For scripts; what an earlier run wrote stays unless it is written anew."""
    path = directory / "outputs.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**known, **new}, indent=2) + "\n")


def _say_where(stack: Stack) -> None:
    console.print(f"The studio: [bold]{stack.api_url}/[/bold]")
    console.print(f"The API: {stack.api_url}/api/v1/")
    console.print(f"Docs:    {stack.api_url}/docs/")
    console.print(f"Try:     curl -s '{stack.api_url}/api/v1/styles/?page_size=3'")
    console.print("Ctrl-C ends it.")


if __name__ == "__main__":
    sys.exit(main())
