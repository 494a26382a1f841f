"""A job's whole timeline: `python -m tools.trace ID --environment NAME`.

The id of a job or an image, a correlation id, or the request id of an answer.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from splashmy.jobs.records import JobEvent
from tools.deployment import connect
from tools.trace import timelines
from tools.trace.executions import Step
from tools.trace.logs import Line
from tools.trace.timelines import Timeline

# Said in the head of the timeline, or of no use to a reader.
SAID_ELSEWHERE = {
    "level", "message", "timestamp", "time", "location", "service", "xray_trace_id", "trace_id",
    "correlation_id", "request_id", "job_id", "image_id", "user_id", "address", "_aws",
    "exception", "exception_name", "stack_trace",
}  # fmt: skip

Moment = tuple[datetime, str, Text]


def main() -> int:
    asked = _arguments()
    connect(asked.environment)
    try:
        found = timelines.find(asked.environment, asked.id, within=timedelta(hours=asked.hours))
    except (BotoCoreError, ClientError) as error:
        print(f"{asked.environment} cannot be asked: {error}", file=sys.stderr)
        return 1
    for timeline in found:
        show(timeline, Console(highlight=False))
    if not found:
        print(f"Nothing in {asked.environment} knows {asked.id}.", file=sys.stderr)
    return 0 if found else 1


def show(timeline: Timeline, console: Console) -> None:
    console.print(Text(timeline.title, style="bold"))
    facts = Table.grid(padding=(0, 2))
    for name, fact in timeline.facts.items():
        facts.add_row(Text(name.replace("_", " "), style="dim"), Text(_plain(fact)))
    console.print(facts)
    if timeline.steps:
        console.print(_steps(timeline.steps))
    console.print(_timeline(timeline))


def _steps(steps: list[Step]) -> Table:
    table = Table("step", "tries", "seconds", "then", title="Workflow", title_justify="left")
    for step in steps:
        lasted = "" if step.seconds is None else f"{step.seconds:.3f}"
        then = " ".join([*step.errors, *(str(value) for value in step.answer.values())])
        table.add_row(step.name, str(step.tries or ""), lasted, Text(then))
    return table


def _timeline(timeline: Timeline) -> Table:
    moments = sorted(_moments(timeline), key=lambda one: one[0])
    table = Table("UTC", "after", "who", "what", title="Timeline", title_justify="left")
    for at, who, what in moments:
        after = (at - moments[0][0]).total_seconds()
        table.add_row(f"{at:%H:%M:%S}", f"{after:+.3f}", who, what)
    return table


def _moments(timeline: Timeline) -> Iterator[Moment]:
    for line in timeline.lines:
        yield line.at, line.source, _said(line)
    for event in timeline.events:
        yield event.created_at, "event", Text(_happened(event), style="cyan")
    for step in timeline.steps:
        yield step.began, "workflow", Text(f"{step.name} begins", style="magenta")


def _said(line: Line) -> Text:
    said = line.said
    more = {key: value for key, value in said.items() if key not in SAID_ELSEWHERE}
    words = [said.get("message", ""), *(f"{key}={_plain(value)}" for key, value in more.items())]
    alarming = said.get("level") in ("WARNING", "ERROR", "CRITICAL")
    return Text(" ".join(filter(None, words)), style="red" if alarming else "")


def _happened(event: JobEvent) -> str:
    return " ".join(filter(None, (f"{int(event.seq)}. {event.type}", event.status, event.message)))


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return value if isinstance(value, str) else json.dumps(value)


def _id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._=-]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not an id: letters, digits and ._=- only")
    return text


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Tell a job's whole timeline.")
    parser.add_argument("id", type=_id, help="of a job, an image, or a request (correlation id)")
    parser.add_argument("--environment", default="local")
    parser.add_argument("--hours", type=int, default=24, help="how far back to look for a request")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
