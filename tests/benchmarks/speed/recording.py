"""What AWS answered to a function, written down once, and given again to whatever asks the same.

So both contenders meet the same answers, nothing else answers at its own pace, and a function that
writes can be called as often as one likes.
"""

import json
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Of an answer; the server itself says how long it is and whether the connection goes on.
KEPT_HEADERS = ("content-type", "x-amz-crc32", "x-amzn-requestid")


@dataclass(frozen=True)
class Exchange:
    """`target` is the operation of a JSON protocol, such as "DynamoDB_20120810.GetItem"."""

    target: str
    asked: bytes
    status: int
    headers: dict[str, str]
    answered: bytes

    @property
    def parameters(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.asked)
        return found


@dataclass
class Recording:
    """Answers by operation and words; to other words of an operation, in the order of recording."""

    exchanges: list[Exchange] = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)

    def answer_to(self, target: str, asked: bytes) -> Exchange:
        known = [one for one in self.exchanges if one.target == target]
        exact = [one for one in known if one.asked == asked]
        self.given[target] += 1
        return exact[0] if exact else known[(self.given[target] - 1) % len(known)]


class AwsAnswers:
    """An AWS endpoint that records what `upstream` says, or repeats a recording."""

    def __init__(self) -> None:
        self.url = ""
        self.upstream: str | None = None
        self.recording = Recording()

    def record(self, upstream: str) -> None:
        self.upstream, self.recording = upstream, Recording()

    def replay(self, recording: Recording) -> None:
        self.upstream, self.recording = None, Recording(recording.exchanges)

    def exchange(self, path: str, headers: dict[str, str], asked: bytes) -> Exchange:
        target = headers.get("x-amz-target", path)
        if self.upstream is None:
            return self.recording.answer_to(target, asked)
        made = _forwarded(self.upstream + path, target, headers, asked)
        self.recording.exchanges.append(made)
        return made


def _forwarded(url: str, target: str, headers: dict[str, str], asked: bytes) -> Exchange:
    dropped = ("host", "content-length", "connection", "accept-encoding")
    sent = {name: value for name, value in headers.items() if name not in dropped}
    request = urllib.request.Request(url, data=asked or None, headers=sent)
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        kept = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        return Exchange(target, asked, answer.status, kept, answer.read())


@contextmanager
def serving() -> Iterator[AwsAnswers]:
    """On 127.0.0.1, at its `url`."""
    answers = AwsAnswers()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # an answer is one write

        def do_POST(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self) -> None:
            asked = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            made = answers.exchange(self.path, headers, asked)
            self.send_response(made.status)
            for name, value in {**made.headers, "content-length": str(len(made.answered))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(made.answered)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    answers.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield answers
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
