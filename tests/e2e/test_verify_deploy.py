"""The checks of a deployment, held against the local stack."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from local.api import Api
from local.stack import Stack
from tools.verify_deploy import gateway, throw_away, verify


class Pleased(BaseHTTPRequestHandler):
    """Answers 200 to whatever it is asked."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.end_headers()

    do_POST = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pleased() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pleased) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("catalogue")
def test_the_local_stack_passes_every_check(stack: Stack) -> None:
    checks = list(verify(stack.api_url, throw_away()))

    assert [check for check in checks if check.fault] == []
    assert checks[-1].name == "a photograph comes back in another style"


def test_every_wrong_answer_fails_its_check(pleased: str) -> None:
    checks = list(gateway(Api(pleased)))

    passed = [check.name for check in checks if not check.fault]
    assert passed == ["a path answers with and without its slash"]
