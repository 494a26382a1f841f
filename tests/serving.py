"""A server of a test's own, in a thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from threading import Thread

_ENDS_WITHIN = 0.01  # seconds; half a second is the default, and dozens of tests waited for it


@contextmanager
def serving(server: HTTPServer) -> Iterator[str]:
    """The address of the server, which is closed at the end of the block."""
    with server:
        thread = Thread(target=server.serve_forever, args=(_ENDS_WITHIN,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
