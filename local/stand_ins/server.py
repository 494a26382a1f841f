"""The HTTP server: routes, and the wire."""

import contextlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from local.stand_ins import NAME, openai_images, rekognition, steering
from local.stand_ins.messages import Answer, Request, json_answer

_ROUTES: dict[str, Callable[[Request], Answer]] = {
    "/": rekognition.answer,
    "/_calls": steering.answer_calls,
    "/_faults": steering.answer_faults,
    "/_files": steering.answer_files,
    "/_kinds": steering.answer_kinds,
    "/v1/images/edits": openai_images.answer_edit,
    "/v1/images/generations": openai_images.answer_generation,
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server_version = NAME
    sys_version = ""

    def do_POST(self) -> None:
        request = Request(self.command, self.path.partition("?")[0], self.headers, self._body())
        route = _ROUTES.get(request.path)
        answer = route(request) if route else json_answer({"error": "not found"}, 404)
        with contextlib.suppress(ConnectionError):  # the caller may have given up meanwhile
            self._send(answer)

    do_GET = do_PUT = do_DELETE = do_POST

    def log_message(self, *_: object) -> None:
        pass

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if isinstance(answer.body, bytes):
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
        else:
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for chunk in answer.body:
                self._send_chunk(chunk)
            self._send_chunk(b"")

    def _send_chunk(self, chunk: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


def serve(port: int) -> None:
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.serve_forever()
