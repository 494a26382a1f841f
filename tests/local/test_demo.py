import json
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from PIL import Image

from local.api import Api, DemoError, RefusedError, multipart
from local.demo import find_style, maker
from local.stand_ins.openai_requests import Parameters
from local.stand_ins.pictures import SOFTWARE, encode

PAGES: dict[str, dict[str, Any]] = {
    "/api/v1/styles/?page_size=50": {"results": [{"slug": "oil", "name": "Oil"}], "next": "more"},
    "/api/v1/more": {"results": [{"slug": "pixel-art", "name": "Pixel Art"}], "next": None},
}
JOB = iter([("processing", "0.01"), ("processing", "0.01"), ("completed", None)])


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in PAGES:
            page = PAGES[self.path]
            following = page["next"] and f"http://{self.headers['Host']}/api/v1/{page['next']}"
            self.answer(200, {"success": True, "pagination": {**page, "next": following}})
        elif self.path.endswith("/job/"):
            status, wait = next(JOB)
            self.answer(200, {"success": True, "data": {"status": status}}, wait)
        else:
            error = {"code": "image_not_found", "details": [], "request_id": "1"}
            self.answer(404, {"success": False, "message": "Image not found.", "error": error})

    def answer(self, status: int, body: dict[str, Any], retry_after: str | None = None) -> None:
        self.send_response(status)
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Api(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


def test_a_refusal_says_what_was_called_and_why(api: Api) -> None:
    with pytest.raises(RefusedError, match="404, image_not_found: Image not found") as seen:
        api.get("/images/1/")

    assert seen.value.status == 404


def test_a_job_is_asked_for_until_it_is_done(api: Api) -> None:
    assert api.until("/processing/jobs/job/", {"completed"}) == {"status": "completed"}


def test_a_style_is_found_on_any_page_by_name_or_slug(api: Api) -> None:
    assert find_style(api, "pixel art") == find_style(api, "pixel-art")


def test_a_style_that_does_not_exist_is_named_in_the_failure(api: Api) -> None:
    with pytest.raises(DemoError, match="no style named cubism"):
        find_style(api, "cubism")


def test_an_api_that_is_not_there_is_named_in_the_failure() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        port = server.server_port

    with pytest.raises(DemoError, match=f"127.0.0.1:{port} does not answer"):
        Api(f"http://127.0.0.1:{port}").get("/styles/")


def test_an_upload_form_carries_the_signed_fields_first_and_the_file_last(tmp_path: Path) -> None:
    photo = tmp_path / "cat.jpg"
    photo.write_bytes(b"\xff\xd8\x00\r\n--\xff\xd9")

    body = multipart({"key": "a/b", "policy": "p=="}, photo, "image/jpeg", "frontier")

    head = b"Content-Type: multipart/form-data; boundary=frontier\r\n\r\n"
    parts = [part for part in message_from_bytes(head + body).walk() if not part.is_multipart()]
    assert [name_of(part) for part in parts] == ["key", "policy", "file"]
    assert parts[-1].get_content_type() == "image/jpeg"
    assert parts[-1].get_payload(decode=True) == photo.read_bytes()


@pytest.mark.parametrize("suffix", ["png", "jpeg", "webp"])
def test_the_sheet_names_the_preview_that_made_the_picture(tmp_path: Path, suffix: str) -> None:
    asked = Parameters(prompt="a cat", model="any", output_format=suffix)
    picture = tmp_path / f"after.{suffix}"
    picture.write_bytes(b64decode(encode(Image.new("RGB", (90, 90)), asked)))

    assert maker(picture) == SOFTWARE


def name_of(part: Message) -> object:
    return part.get_param("name", header="content-disposition")
