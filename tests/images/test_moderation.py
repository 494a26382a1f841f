"""What Rekognition is asked, and what of its answer forbids a picture."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from splashmy.core import resources
from splashmy.core.settings import Settings
from splashmy.images import moderation
from tests.serving import serving

PICTURE = b"a picture"
LABELS = [{"Name": f"At {percent}", "Confidence": percent} for percent in (60.0, 79.9, 80.0, 95.5)]


class Rekognition(BaseHTTPRequestHandler):
    """As certain as asked for, of all that it names."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        scope = self.headers["Authorization"].partition("Credential=")[2].split("/")
        self.server.asked.append((asked["MinConfidence"], scope[2]))  # type: ignore[attr-defined]
        found = [one for one in LABELS if one["Confidence"] >= asked["MinConfidence"]]
        body = json.dumps({"ModerationLabels": found}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[float, str]]]:
    """The least certainty and the region of every request."""
    server = HTTPServer(("127.0.0.1", 0), Rekognition)
    requests: list[tuple[float, str]] = []
    server.asked = requests  # type: ignore[attr-defined]
    with serving(server) as url:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "any")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-south-2")
        monkeypatch.setenv("AWS_ENDPOINT_URL_REKOGNITION", url)
        session = resources.session.__wrapped__()
        monkeypatch.setattr(resources, "session", lambda: session)
        monkeypatch.setattr(moderation, "client", resources.client.__wrapped__)
        yield requests


@pytest.mark.parametrize(
    ("given", "least", "region", "forbidding"),
    [
        ({}, 50, "eu-south-2", ["At 80.0", "At 95.5"]),
        ({"moderation_threshold": 90}, 50, "eu-south-2", ["At 95.5"]),
        ({"moderation_threshold": 40}, 40, "eu-south-2", [one["Name"] for one in LABELS]),
        ({"rekognition_region": "eu-west-1"}, 50, "eu-west-1", ["At 80.0", "At 95.5"]),
    ],
    ids=["as it comes", "laxer", "stricter", "elsewhere"],
)
def test_how_certain_it_must_be_and_where_it_is_asked_are_settings(
    monkeypatch: pytest.MonkeyPatch,
    asked: list[tuple[float, str]],
    given: dict[str, Any],
    least: int,
    region: str,
    forbidding: list[str],
) -> None:
    monkeypatch.setattr(moderation, "settings", lambda: Settings(**given))

    assert moderation.unsafe_labels(PICTURE) == sorted(forbidding)
    assert asked == [(least, region)]
