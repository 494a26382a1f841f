"""What one of each operation uses of AWS: `python -m tests.benchmarks.usage`.

On a local stack of its own; written to docs/usage.json, from which docs/cost.md is made. Units are
the emulator's, by DynamoDB's published rules; durations are those of the machine that ran it.
"""

import json
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from functions.images.list_images.handler import handler as list_images
from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_job.handler import handler as get_job
from functions.processing.list_jobs.handler import handler as list_jobs
from functions.processing.list_public_results.handler import handler as list_public_results
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_styles.handler import handler as list_styles
from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from splashmy.core.clock import now
from splashmy.core.ids import JobId
from splashmy.styles import catalogue
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import announced, post_form
from tests.users import Account, Accounts
from tools import load_catalogue
from tools.trace import logs

FILE = Path("docs/usage.json")
PHOTO = Path("local/photograph.jpg")
PAGE = 20
PATIENCE = 200  # seconds
QUIET = 1.0  # seconds, after which nothing of an operation still runs
NOTICES = {"processing-send_job_notification", "processing-send_webhooks"}

_REPORT = re.compile(r"REPORT .*?Duration: ([\d.]+) ms")

Usage = dict[str, Any]


class Meter:
    """Reads what the emulator, the stand-ins and the functions' logs say of a stretch of time."""

    def __init__(self, stack: Stack, file: Path) -> None:
        self.stack = stack
        self.file = file
        self.logs = stack.client("logs")
        self.schedules = {name for name, _ in schedules(stack)}

    @contextmanager
    def measuring(self, used: Usage, *, only: str | None = None) -> Iterator[None]:
        time.sleep(QUIET)
        written, asked = self.file.stat().st_size, len(self._seen())
        began = int(time.time() * 1000)
        yield
        time.sleep(QUIET)
        with self.file.open() as lines:
            lines.seek(written)
            calls = [one for one in _of_functions(lines) if self._counts(one[0], only)]
        used |= _billed(calls)
        used["rekognition"] = sum(one["service"] == "rekognition" for one in self._seen()[asked:])
        used |= self._ran(began, {only} if only else {function for function, _ in calls})

    def _counts(self, function: str, only: str | None) -> bool:
        return function == only if only else function not in self.schedules

    def _seen(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.stack.stand_in_url}/_calls", timeout=10) as answer:
            calls: list[dict[str, Any]] = json.loads(answer.read())
            return calls

    def _ran(self, began: int, functions: set[str]) -> Usage:
        ran: dict[str, dict[str, float]] = {}
        written = 0
        for name in sorted(functions):
            said = self._messages(name, began)
            took = [float(one[1]) for text in said if (one := _REPORT.match(text))]
            if took:
                ran[name] = {"invocations": len(took), "milliseconds": round(sum(took))}
            written += sum(len(text.encode()) for text in said)
        return {"functions": ran, "log_bytes": written}

    def _messages(self, function: str, since: int) -> list[str]:
        pages = self.logs.get_paginator("filter_log_events")
        group = f"/aws/lambda/splashmy-local-{function}"
        found = pages.paginate(logGroupName=group, startTime=since)
        return [one["message"] for page in found for one in page["events"]]


def main() -> None:
    use_bundled_node()
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        file = directory / "usage.jsonl"
        file.touch()
        with running_stack(
            synthesize("local"), directory, settings={"LOCAL_USAGE_FILE": str(file)}
        ) as stack:
            stack.lend_to_this_process()
            load_catalogue.load()
            measured = _measure(stack, Meter(stack, file))
    FILE.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n")


def _measure(stack: Stack, meter: Meter) -> dict[str, Any]:
    accounts = Accounts(stack)
    client = Client(stack.api_url, accounts)
    ana = accounts.new(premium=True)
    job_id = _job(client, stack, ana)
    return {
        "date": f"{now():%Y-%m-%d}",
        "page_size": PAGE,
        "writes": _writes(client, stack, meter, ana),
        "reads": _reads(client, meter, ana, JobId(job_id)),
        "schedules": dict(_schedules(stack, meter)),
    }


def _writes(client: Client, stack: Stack, meter: Meter, ana: Account) -> dict[str, Usage]:
    photo = a_ready_image(ana, PHOTO.read_bytes())
    style = next(one.style for one in catalogue.current().offered)
    styled = {"job_type": "style_transfer", "original_image_id": photo.id, "style_id": style.id}
    acts: dict[str, Callable[[], str | None]] = {
        "upload": lambda: _upload(client, stack, ana),
        "generation": lambda: _job(client, stack, ana),
        "style_transfer": lambda: _job(client, stack, ana, **styled),
    }
    measured: dict[str, Usage] = {}
    for name, act in acts.items():
        act()
        used: Usage = {"requests": 1}
        with meter.measuring(used):
            job_id = act()
        if job_id:
            used["transitions"], used["history_events"] = _execution(stack, JobId(job_id))
        measured[name] = used
    return measured


def _reads(client: Client, meter: Meter, ana: Account, job_id: JobId) -> dict[str, Usage]:
    for _ in range(PAGE):
        a_ready_image(ana)
    style_id = catalogue.current().offered[0].style.id
    page = {"page_size": str(PAGE)}
    calls: dict[str, Callable[[], Any]] = {
        "GET /styles": lambda: client.call(list_styles, query=page),
        "GET /styles/{style_id}": lambda: client.call(get_style, style_id=style_id),
        "GET /images": lambda: client.call(list_images, caller=ana, query=page),
        "GET /processing/jobs": lambda: client.call(list_jobs, caller=ana, query=page),
        "GET /processing/jobs/{job_id}": lambda: client.call(get_job, caller=ana, job_id=job_id),
        "GET /processing/results/public": lambda: client.call(list_public_results, query=page),
    }
    measured: dict[str, Usage] = {}
    for name, call in calls.items():
        call()
        used: Usage = {"requests": 1}
        with meter.measuring(used):
            answer = call()
        assert answer.status == 200, (name, answer.body)
        used["answer_bytes"] = int(answer.headers["content-length"])
        measured[name] = used
    return measured


def _schedules(stack: Stack, meter: Meter) -> Iterator[tuple[str, Usage]]:
    """One run of each, with next to nothing to do."""
    for name, event in schedules(stack):
        stack.invoke(f"splashmy-local-{name}", event)
        used: Usage = {}
        with meter.measuring(used, only=name):
            stack.invoke(f"splashmy-local-{name}", event)
        yield name, used


def schedules(stack: Stack) -> Iterator[tuple[str, dict[str, Any]]]:
    """The functions that run on a schedule, and their events."""
    events = stack.client("events")
    for rule in events.list_rules()["Rules"]:
        if "ScheduleExpression" in rule:
            for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]:
                function = target["Arn"].rpartition(":splashmy-local-")[2]
                yield function, json.loads(target.get("Input", "{}"))


def _of_functions(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each call with the function that made it; what a test asks itself has no role."""
    for line in lines:
        call = json.loads(line)
        role, function = call["role"].rpartition("splashmy-local-")[1:]
        if role:
            yield function, call


def _billed(calls: list[tuple[str, dict[str, Any]]]) -> Usage:
    units, others = Counter[str](), Counter[str]()
    for _, call in calls:
        if "units" in call:
            units[call["kind"]] += call["units"]
        elif "call" in call:
            others[call["call"]] += 1
    return {"read_units": units["read"], "write_units": units["write"], "calls": dict(others)}


def _upload(client: Client, stack: Stack, ana: Account) -> None:
    from functions.images.create_upload.handler import handler as create_upload

    photo = PHOTO.read_bytes()
    made = client.call(create_upload, caller=ana, body=announced(photo, "photo.jpg")).data
    assert post_form(made["upload"], photo) == 204
    _until_said(made["image"]["id"], {"images-ingest_upload"})


def _job(client: Client, stack: Stack, ana: Account, **asked: Any) -> str:
    correlation_id = f"usage-{uuid4()}"
    body = {"job_type": "generation", "prompt": "A lighthouse at dusk", "quality": "low"} | asked
    made = client.call(
        create_job, caller=ana, body=body, headers={"X-Correlation-ID": correlation_id}
    )
    assert made.status == 202, made.body
    _until_said(correlation_id, NOTICES)
    job_id: JobId = made.data["id"]
    return job_id


def _until_said(id: str, functions: set[str]) -> None:
    """Waits by the logs, which costs none of what is measured."""
    since, deadline = datetime.fromtimestamp(time.time() - PATIENCE, UTC), time.time() + PATIENCE
    while time.time() < deadline:
        lines = logs.of_functions("local", functions, [id], since)
        if {line.source for line in lines} == functions:
            return
        time.sleep(0.2)
    raise TimeoutError(f"{functions} did not finish with {id}")


def _execution(stack: Stack, job_id: JobId) -> tuple[int, int]:
    """States entered, which are what Step Functions charges, and events, which it logs."""
    machines = stack.client("stepfunctions").list_state_machines()["stateMachines"]
    (arn,) = (one["stateMachineArn"] for one in machines if one["name"].endswith("-jobs"))
    history = stack.client("stepfunctions").get_execution_history(
        executionArn=f"{arn.replace(':stateMachine:', ':execution:')}:{job_id}", maxResults=1000
    )["events"]
    return sum(one["type"].endswith("StateEntered") for one in history), len(history)


if __name__ == "__main__":
    main()
