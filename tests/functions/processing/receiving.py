"""A receiver of webhooks on this machine, and what it was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.list_webhook_deliveries.handler import handler as list_deliveries
from splashmy.core.ids import JobId
from tests.client import Client
from tests.serving import serving
from tests.users import Account

TELLER = "splashmy-local-processing-send_webhooks"


@dataclass
class Receiver:
    """Answers with `status` and keeps what came."""

    url: str = ""
    status: int = 204
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(receiver.status)
            self.send_header("Location", f"{receiver.url}/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as receiver.url:
        yield receiver


def a_webhook(client: Client, owner: Account, url: str) -> dict[str, Any]:
    answer = client.call(create_webhook, caller=owner, body={"url": url})
    assert answer.status == 201, answer.body
    webhook: dict[str, Any] = answer.data
    return webhook


def ended(owner: Account, job_id: JobId, status: str = "completed") -> dict[str, Any]:
    """The event that a job ended."""
    return {"detail": {"owner_id": owner.id, "job_id": job_id, "status": status}}


def deliveries(client: Client, owner: Account, webhook: dict[str, Any]) -> list[Any]:
    return client.call(list_deliveries, caller=owner, webhook_id=webhook["id"]).results
