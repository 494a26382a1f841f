"""A job from its request to its end, as a caller sees it."""

import base64
import json
import time
import urllib.request
from typing import Any

from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_job.handler import handler as get_job
from local.stack import Stack
from splashmy.core.ids import JobId
from splashmy.jobs.records import Job
from tests.client import Client
from tests.users import Account

ENDED = {"completed", "failed", "cancelled"}
PATIENCE = 90  # seconds


def started(client: Client, caller: Account, **asked: Any) -> dict[str, Any]:
    body = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"} | asked
    answer = client.call(create_job, caller=caller, body=body)
    assert answer.status == 202, answer.body
    job: dict[str, Any] = answer.data
    return job


def ended(client: Client, caller: Account, job_id: JobId) -> dict[str, Any]:
    return reached(client, caller, job_id, ENDED)


def reached(client: Client, caller: Account, job_id: JobId, statuses: set[str]) -> dict[str, Any]:
    """The job, once its status is one of these. What is waited for is its record, so that a worker
    has the processor and not the endpoint.
    """
    key = Job.key(caller.id, job_id)
    deadline = time.monotonic() + PATIENCE
    while (status := Job.get(*key, consistent_read=True).status) not in statuses:
        assert time.monotonic() < deadline, f"{job_id} is still {status} after {PATIENCE} seconds"
        time.sleep(0.1)
    job: dict[str, Any] = client.call(get_job, caller=caller, job_id=job_id).data
    return job


def run(client: Client, caller: Account, **asked: Any) -> dict[str, Any]:
    return ended(client, caller, started(client, caller, **asked)["id"])


def step(stack: Stack, name: str, job: Job) -> dict[str, Any]:
    """Run one step of the workflow by itself."""
    reference = {"owner_id": job.owner_id, "job_id": job.id}
    answer: dict[str, Any] = stack.invoke(f"splashmy-local-processing-{name}", reference)
    return answer


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())


class StandIn:
    """Steers the provider's stand-in, and says what was asked of it."""

    def __init__(self, stack: Stack) -> None:
        self.url = stack.stand_in_url

    def misbehave(self, fault: str, *, match: str, service: str = "openai", **how: Any) -> None:
        more = {"service": service, "fault": fault, "match": match, **how}
        self._send("PUT", "/_faults", [*self._send("GET", "/_faults"), more])

    def behave(self) -> None:
        self._send("DELETE", "/_faults")

    def faults(self) -> list[dict[str, Any]]:
        """Those that are still to come, with how often."""
        found: list[dict[str, Any]] = self._send("GET", "/_faults")
        return found

    def calls(self, text: str) -> list[dict[str, Any]]:
        """The calls whose prompt contains `text`."""
        return [call for call in self._send("GET", "/_calls") if text in call["text"]]

    def wait_for_call(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.calls(text):
            assert time.monotonic() < deadline, f"{text} was not asked for in {PATIENCE} seconds"
            time.sleep(0.1)

    def files(self, text: str) -> list[tuple[str, bytes]]:
        """What the latest edit sent whose prompt contains `text`: photos and mask, by name."""
        found = [one["files"] for one in self._send("GET", "/_files") if text in one["text"]]
        return [(name, base64.b64decode(content)) for name, content in found[-1]]

    def _send(self, method: str, path: str, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, content, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())
